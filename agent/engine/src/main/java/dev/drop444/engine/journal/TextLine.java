package dev.drop444.engine.journal;

import java.time.Instant;

/**
 * One line of {@code key=value} pairs; what is absent is a dash.
 *
 * <p>Of text from outside, everything but printable ASCII becomes {@code \xhh} or, above 255, a
 * backslash, {@code u} and four digits; quotes and backslashes get a backslash. What comes out fits
 * on one line of any terminal and can be turned back.
 */
final class TextLine extends LogLine {

  TextLine(long millis) {
    time("time", Instant.ofEpochMilli(millis));
  }

  @Override
  LogLine word(String key, Object value) {
    if (line.length() > 0) {
      line.append(' ');
    }
    line.append(key).append('=').append(value);
    return this;
  }

  @Override
  LogLine number(String key, long value) {
    return word(key, value);
  }

  @Override
  LogLine absent(String key) {
    return word(key, "-");
  }

  @Override
  LogLine text(String key, Excerpt text) {
    word(key, "\"");
    append(text, true);
    line.append('"');
    return this;
  }

  @Override
  LogLine request(Excerpt method, Excerpt target, String protocol) {
    word("request", "\"");
    append(method, true);
    line.append(' ');
    append(target, true);
    line.append(' ').append(protocol).append('"');
    return this;
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
