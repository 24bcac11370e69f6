package dev.drop444.engine.journal;

import java.time.Instant;

/**
 * One JSON object (RFC 8259) on one line, in ASCII; what is absent is left out. The members have
 * the names that the pairs of a {@link TextLine} have, but a request has its parts by themselves.
 */
final class JsonLine extends LogLine {

  JsonLine(long millis) {
    line.append('{');
    time("time", Instant.ofEpochMilli(millis));
  }

  private LogLine raw(String key, Object value) {
    if (line.length() > 1) {
      line.append(',');
    }
    line.append('"').append(key).append("\":").append(value);
    return this;
  }

  @Override
  LogLine word(String key, Object value) {
    raw(key, "\"");
    line.append(value).append('"');
    return this;
  }

  @Override
  LogLine number(String key, long value) {
    return raw(key, value);
  }

  @Override
  LogLine absent(String key) {
    return this;
  }

  @Override
  LogLine text(String key, Excerpt excerpt) {
    raw(key, "\"");
    append(excerpt, false);
    line.append('"');
    return this;
  }

  @Override
  LogLine request(Excerpt method, Excerpt target, String protocol) {
    return text("method", method).text("target", target).word("protocol", protocol);
  }

  @Override
  public String toString() {
    return line + "}";
  }
}
