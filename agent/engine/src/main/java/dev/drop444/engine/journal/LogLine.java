package dev.drop444.engine.journal;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** One line of {@code key=value} pairs in printable ASCII. Not thread-safe. */
final class LogLine {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder line = new StringBuilder(256);

  /** A line that starts with its time. */
  LogLine(long millis) {
    word("time", TIME.format(Instant.ofEpochMilli(millis)));
  }

  /** Adds one of our own words, which needs no quotes. */
  LogLine word(String key, Object value) {
    if (line.length() > 0) {
      line.append(' ');
    }
    line.append(key).append('=').append(value);
    return this;
  }

  /** Adds a point in time. */
  LogLine time(String key, Instant value) {
    return word(key, TIME.format(value));
  }

  /** Adds an address without asking for its name; {@code -} if there is none. */
  LogLine address(String key, @Nullable InetAddress address) {
    return word(key, address == null ? "-" : address.getHostAddress());
  }

  /** Adds text from outside, quoted and escaped; {@code -} if there is none. */
  LogLine text(String key, @Nullable Excerpt text) {
    if (text == null) {
      return word(key, "-");
    }
    word(key, "\"");
    append(text);
    line.append('"');
    return this;
  }

  /** Adds a request line. */
  LogLine request(Excerpt method, Excerpt target, String protocol) {
    word("request", "\"");
    append(method);
    line.append(' ');
    append(target);
    line.append(' ').append(protocol).append('"');
    return this;
  }

  private void append(Excerpt text) {
    escape(text.text(), line);
    line.append(text.isCut() ? "..." : "");
  }

  /**
   * Everything but printable ASCII becomes {@code \xhh} or, above 255, a backslash, {@code u} and
   * four digits; quotes and backslashes get a backslash. What comes out fits on one line of any
   * terminal and can be turned back.
   */
  static void escape(CharSequence text, StringBuilder to) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\').append(c);
      } else if (c >= ' ' && c <= '~') {
        to.append(c);
      } else {
        to.append(c > 0xff ? "\\u" : "\\x");
        for (int shift = c > 0xff ? 12 : 4; shift >= 0; shift -= 4) {
          to.append(Character.forDigit(c >> shift & 0xf, 16));
        }
      }
    }
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
