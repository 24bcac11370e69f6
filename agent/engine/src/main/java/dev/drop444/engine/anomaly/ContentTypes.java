package dev.drop444.engine.anomaly;

import dev.drop444.engine.text.WordTable;

/** Judges Content-Type and the media types in Accept (RFC 9110 section 8.3). Not thread-safe. */
final class ContentTypes {

  private static final String CHARSET = "charset";

  private final AnomalyLimits limits;
  private long found;
  private int lines;

  ContentTypes(AnomalyLimits limits) {
    this.limits = limits;
  }

  void reset() {
    found = 0;
    lines = 0;
  }

  /** A line of Content-Type. An empty one is as good as none. */
  void contentType(CharSequence value) {
    if (value.length() == 0) {
      return;
    }
    int end = typeEnd(value);
    boolean valid = ++lines == 1 && end > 0;
    if (end > 0 && !isAllowed(value, end)) {
      found |= Anomaly.CONTENT_TYPE_NOT_ALLOWED.bit();
    }
    int charsets = 0;
    int at = Math.max(end, 0);
    while (valid && at < value.length()) {
      at = Chars.skipSpace(value, at, value.length());
      if (at == value.length()) {
        break;
      }
      valid = value.charAt(at) == ';';
      int name = Chars.skipSpace(value, at + 1, value.length());
      at = tokenEnd(value, name);
      if (at == name) {
        // Nothing between two semicolons, or after the last one.
        continue;
      }
      boolean charset = WordTable.matches(CHARSET, value, name, at);
      int equals = Chars.skipSpace(value, at, value.length());
      valid &= equals < value.length() && value.charAt(equals) == '=';
      int start = Chars.skipSpace(value, Math.min(equals + 1, value.length()), value.length());
      at = valueEnd(value, start);
      valid &= at > start && (value.charAt(start) != '"' || isClosed(value, start, at));
      if (charset && valid && (++charsets > 1 || !isAllowedCharset(value, start, at))) {
        found |= Anomaly.CONTENT_TYPE_CHARSET.bit();
      }
    }
    if (!valid) {
      found |= Anomaly.CONTENT_TYPE_INVALID.bit();
    }
  }

  /** A line of Accept. Only its charsets are judged. */
  long accept(CharSequence value) {
    int length = value.length();
    int i = 0;
    while (i < length) {
      char c = value.charAt(i);
      if (c == '"') {
        i = valueEnd(value, i);
        continue;
      }
      i++;
      if (c != ';') {
        continue;
      }
      int name = Chars.skipSpace(value, i, length);
      i = tokenEnd(value, name);
      int equals = Chars.skipSpace(value, i, length);
      if (equals < length
          && value.charAt(equals) == '='
          && WordTable.matches(CHARSET, value, name, i)) {
        int start = Chars.skipSpace(value, equals + 1, length);
        boolean quoted = start < length && value.charAt(start) == '"';
        i = quoted ? valueEnd(value, start) : tokenEnd(value, start);
        if (!isAllowedCharset(value, start, i)) {
          return Anomaly.ACCEPT_CHARSET_ODD.bit();
        }
      }
    }
    return 0;
  }

  /** After all fields. */
  long judge(boolean hasBody) {
    if (lines == 0 && hasBody) {
      found |= Anomaly.CONTENT_TYPE_MISSING.bit();
    }
    return found;
  }

  /** Index after type, slash and subtype; -1 if that is not how a value starts. */
  private static int typeEnd(CharSequence value) {
    int slash = tokenEnd(value, 0);
    if (slash == 0 || slash == value.length() || value.charAt(slash) != '/') {
      return -1;
    }
    int end = tokenEnd(value, slash + 1);
    return end > slash + 1 ? end : -1;
  }

  private boolean isAllowed(CharSequence value, int end) {
    return limits.allowedContentTypes.contains(value, 0, end)
        || (end > 5
            && (WordTable.matches("+json", value, end - 5, end)
                || WordTable.matches("+xml", value, end - 4, end)));
  }

  private boolean isAllowedCharset(CharSequence value, int start, int end) {
    boolean quoted = start < end && value.charAt(start) == '"' && isClosed(value, start, end);
    int inset = quoted ? 1 : 0;
    return limits.allowedCharsets.contains(value, start + inset, end - inset);
  }

  private static boolean isClosed(CharSequence value, int start, int end) {
    return end - start >= 2 && value.charAt(end - 1) == '"';
  }

  private static int tokenEnd(CharSequence value, int start) {
    int i = start;
    while (i < value.length() && Chars.isToken(value.charAt(i))) {
      i++;
    }
    return i;
  }

  /**
   * Index after a token or a quoted string; the start if neither is there. Not a token by the
   * letter, but sent: {@code boundary=a/b}.
   */
  private static int valueEnd(CharSequence value, int start) {
    int length = value.length();
    if (start < length && value.charAt(start) == '"') {
      for (int i = start + 1; i < length; i++) {
        char c = value.charAt(i);
        if (c == '"') {
          return i + 1;
        }
        i += c == '\\' ? 1 : 0;
      }
      return length;
    }
    int i = start;
    while (i < length
        && (Chars.isToken(value.charAt(i)) || "()+,/:<=>?@[]".indexOf(value.charAt(i)) >= 0)) {
      i++;
    }
    return i;
  }
}
