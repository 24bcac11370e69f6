package dev.drop444.engine.pattern.many;

/** What kind of text a set of patterns is for. */
public enum TextKind {
  /** Case-sensitive, and {@code *} does not cross {@code /}. */
  PATH,
  /** Case-sensitive text, such as a method. */
  EXACT_TEXT,
  /** Text in which the case of ASCII letters does not count. */
  TEXT;

  /** The byte by which a character is compared; -1 for one that no byte stands for. */
  int fold(char c) {
    if (c > 255) {
      return -1;
    }
    return this == TEXT && c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }

  /** Whether a literal stands in a text at an index; the caller has checked that it fits. */
  boolean matches(CharSequence text, int at, byte[] literal) {
    for (int i = 0; i < literal.length; i++) {
      if (fold(text.charAt(at + i)) != (literal[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }
}
