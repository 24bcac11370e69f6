package dev.drop444.engine.journal;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** One line of the log, in printable ASCII whatever is put into it. Not thread-safe. */
abstract class LogLine {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  final StringBuilder line = new StringBuilder(256);

  /** Adds one of our own words, which needs neither quotes nor escapes. */
  abstract LogLine word(String key, Object value);

  /** Adds a number. */
  abstract LogLine number(String key, long value);

  /** Says that there is no such thing. */
  abstract LogLine absent(String key);

  /** Adds text from outside, escaped. */
  abstract LogLine text(String key, Excerpt text);

  /** Adds a request line. */
  abstract LogLine request(Excerpt method, Excerpt target, String protocol);

  /** Adds text from outside, escaped, if there is any. */
  final LogLine textOrAbsent(String key, @Nullable Excerpt text) {
    return text == null ? absent(key) : text(key, text);
  }

  /** Adds a number that may be unknown. */
  final LogLine numberOrAbsent(String key, long value, long unknown) {
    return value == unknown ? absent(key) : number(key, value);
  }

  /** Adds a point in time. */
  final LogLine time(String key, Instant value) {
    return word(key, TIME.format(value));
  }

  /** Adds an address, without asking for its name. */
  final LogLine address(String key, @Nullable InetAddress address) {
    return address == null ? absent(key) : word(key, address.getHostAddress());
  }

  /** Adds the text of an excerpt as {@link Escaped} does, and dots if it was cut. */
  final void append(Excerpt excerpt, boolean shortForm) {
    Escaped.append(line, excerpt.text(), shortForm);
    line.append(excerpt.isCut() ? "..." : "");
  }

  /** The whole line, without its end. */
  @Override
  public abstract String toString();
}
