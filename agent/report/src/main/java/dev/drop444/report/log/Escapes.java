package dev.drop444.report.log;

import org.jspecify.annotations.Nullable;

/** Quoted text of a line, and what its escapes stand for. */
final class Escapes {

  private Escapes() {}

  /**
   * Where a quoted text ends.
   *
   * @param from behind the quote that begins it
   * @return the place of the quote that ends it, negative if there is none
   */
  static int end(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '"') {
        return i;
      }
      if (bytes[i] == '\\') {
        i++;
      }
    }
    return -1;
  }

  /** The text, null if an escape is none. */
  static @Nullable String decode(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = (char) bytes[i];
      if (c != '\\') {
        text.append(c);
        continue;
      }
      if (++i == to) {
        return null;
      }
      c = (char) bytes[i];
      int digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
      if (digits > 0) {
        int code = hex(bytes, i + 1, Math.min(to, i + 1 + digits), digits);
        if (code < 0) {
          return null;
        }
        text.append((char) code);
        i += digits;
      } else {
        int at = "\"\\/bfnrt".indexOf(c);
        if (at < 0) {
          return null;
        }
        text.append("\"\\/\b\f\n\r\t".charAt(at));
      }
    }
    return text.toString();
  }

  private static int hex(byte[] bytes, int from, int to, int digits) {
    if (to - from != digits) {
      return -1;
    }
    int code = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit((char) bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }
}
