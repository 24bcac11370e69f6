package dev.drop444.report.log;

import org.jspecify.annotations.Nullable;

/**
 * Reads a flat JSON object (RFC 8259) on one line: members that are strings, numbers or words. More
 * the agent does not write, so a library for JSON would be no use.
 */
final class JsonObject {

  private final Texts texts;
  private int at;

  JsonObject(Texts texts) {
    this.texts = texts;
  }

  /** Whether it is such an object. */
  boolean read(byte[] bytes, int from, int to, Fields fields) {
    fields.begin(true);
    at = from;
    if (!skip(bytes, to, '{')) {
      return false;
    }
    do {
      spaces(bytes, to);
      if (at == to || bytes[at] != '"') {
        return false;
      }
      int name = at + 1;
      int nameEnd = Escapes.end(bytes, name, to);
      if (nameEnd < 0) {
        return false;
      }
      at = nameEnd + 1;
      if (!skip(bytes, to, ':') || !value(Field.of(bytes, name, nameEnd), bytes, to, fields)) {
        return false;
      }
    } while (skip(bytes, to, ','));
    return skip(bytes, to, '}') && end(bytes, to);
  }

  private boolean value(@Nullable Field field, byte[] bytes, int to, Fields fields) {
    spaces(bytes, to);
    if (at == to) {
      return false;
    }
    if (bytes[at] != '"') {
      int begin = at;
      while (at < to && isWordByte(bytes[at])) {
        at++;
      }
      return at > begin && (field == null || fields.put(field, texts.of(bytes, begin, at)));
    }
    int begin = at + 1;
    int end = Escapes.end(bytes, begin, to);
    if (end < 0) {
      return false;
    }
    at = end + 1;
    if (field == null) {
      return true;
    }
    boolean plain = true;
    for (int i = begin; i < end; i++) {
      plain &= bytes[i] != '\\';
    }
    String text = plain ? texts.of(bytes, begin, end) : Escapes.decode(bytes, begin, end);
    return text != null && fields.put(field, text);
  }

  private boolean skip(byte[] bytes, int to, char c) {
    spaces(bytes, to);
    if (at == to || bytes[at] != c) {
      return false;
    }
    at++;
    return true;
  }

  private boolean end(byte[] bytes, int to) {
    spaces(bytes, to);
    return at == to;
  }

  private void spaces(byte[] bytes, int to) {
    while (at < to && bytes[at] == ' ') {
      at++;
    }
  }

  private static boolean isWordByte(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || b == '-'
        || b == '+'
        || b == '.'
        || b == 'E';
  }
}
