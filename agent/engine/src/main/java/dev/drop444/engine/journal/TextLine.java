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
    append(text);
    line.append('"');
    return this;
  }

  @Override
  LogLine request(Excerpt method, Excerpt target, String protocol) {
    word("request", "\"");
    append(method);
    line.append(' ');
    append(target);
    line.append(' ').append(protocol).append('"');
    return this;
  }

  private void append(Excerpt excerpt) {
    String text = excerpt.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c >= ' ' && c <= '~') {
        line.append(c);
      } else if (c > 0xff) {
        line.append("\\u");
        appendHex(c, 4);
      } else {
        line.append("\\x");
        appendHex(c, 2);
      }
    }
    line.append(excerpt.isCut() ? "..." : "");
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
