package dev.drop444.engine.anomaly;

/** Characters and lists in the grammar of RFC 9110. */
final class Chars {

  private static final boolean[] TOKEN = new boolean[128];
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (char c = '0'; c <= 'z'; c++) {
      TOKEN[c] = c <= '9' || (c >= 'A' && c <= 'Z') || c >= 'a';
      PLAIN[c] = TOKEN[c];
    }
    PLAIN['-'] = true;
    PLAIN['_'] = true;
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private Chars() {}

  /** RFC 9110 section 5.6.2. */
  static boolean isToken(char c) {
    return c < 128 && TOKEN[c];
  }

  /** A letter, a digit, a dash or an underscore: never of interest anywhere. */
  static boolean isPlain(char c) {
    return c < 128 && PLAIN[c];
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isControl(int c) {
    return c < 0x20 || c == 0x7f;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Index of the first character that is no white space. */
  static int skipSpace(CharSequence text, int start, int end) {
    int i = start;
    while (i < end && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Index after the last character that is no white space. */
  static int trimEnd(CharSequence text, int start, int end) {
    int i = end;
    while (i > start && isSpace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** Index of the next comma, or the end. Not for lists with quoted strings. */
  static int elementEnd(CharSequence list, int start) {
    int i = start;
    while (i < list.length() && list.charAt(i) != ',') {
      i++;
    }
    return i;
  }

  /** What two hex digits say, or -1 if those are not what follows. */
  static int hexPair(CharSequence text, int start) {
    if (start + 2 > text.length()) {
      return -1;
    }
    int high = hexDigit(text.charAt(start));
    int low = hexDigit(text.charAt(start + 1));
    return (high | low) < 0 ? -1 : high << 4 | low;
  }

  static int hexDigit(char c) {
    if (isDigit(c)) {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
