package dev.drop444.report.log;

import org.jspecify.annotations.Nullable;

/** Reads a line of {@code key=value} pairs. Strict: what the agent does not write is not read. */
final class TextPairs {

  private final Texts texts;

  TextPairs(Texts texts) {
    this.texts = texts;
  }

  /** Whether it is such a line. */
  boolean read(byte[] bytes, int from, int to, Fields fields) {
    fields.begin(false);
    int at = from;
    while (true) {
      int equals = at;
      while (equals < to && isNameByte(bytes[equals])) {
        equals++;
      }
      if (equals == at || equals == to || bytes[equals] != '=') {
        return false;
      }
      Field field = Field.of(bytes, at, equals);
      int begin = equals + 1;
      int end;
      boolean quoted = begin < to && bytes[begin] == '"';
      if (quoted) {
        begin++;
        end = Escapes.end(bytes, begin, to);
        if (end < 0) {
          return false;
        }
      } else {
        end = begin;
        while (end < to && bytes[end] != ' ') {
          if (bytes[end] == '"') {
            return false;
          }
          end++;
        }
        if (end == begin) {
          return false;
        }
      }
      if (field != null && !put(field, bytes, begin, end, quoted, fields)) {
        return false;
      }
      at = quoted ? end + 1 : end;
      if (at == to) {
        return true;
      }
      if (bytes[at] != ' ') {
        return false;
      }
      at++;
    }
  }

  private boolean put(
      Field field, byte[] bytes, int begin, int end, boolean quoted, Fields fields) {
    if (field == Field.PEER) {
      // All that matters is that it is there.
      return fields.put(field, "");
    }
    if (field == Field.REQUEST) {
      return quoted && request(bytes, begin, end, fields);
    }
    String value =
        field == Field.TIME
            ? Texts.once(bytes, begin, end)
            : quoted ? text(bytes, begin, end) : texts.of(bytes, begin, end);
    return value != null && fields.put(field, value);
  }

  /** Method, target and protocol; there are spaces between them, and maybe in the target. */
  private boolean request(byte[] bytes, int begin, int end, Fields fields) {
    int first = begin;
    while (first < end && bytes[first] != ' ') {
      first++;
    }
    int last = end - 1;
    while (last > first && bytes[last] != ' ') {
      last--;
    }
    if (last <= first) {
      return false;
    }
    String method = text(bytes, begin, first);
    String target = text(bytes, first + 1, last);
    return method != null
        && target != null
        && fields.put(Field.METHOD, method)
        && fields.put(Field.TARGET, target);
  }

  private @Nullable String text(byte[] bytes, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (bytes[i] == '\\') {
        return Escapes.decode(bytes, begin, end);
      }
    }
    return texts.of(bytes, begin, end);
  }

  private static boolean isNameByte(byte b) {
    return (b >= 'a' && b <= 'z') || b == '-' || (b >= '0' && b <= '9');
  }
}
