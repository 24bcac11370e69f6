package dev.drop444.engine.text;

/** Decimal digits, and only those of ASCII. */
public final class Digits {

  private Digits() {}

  /** Whether a part of a text has no other characters; so it is for one without any. */
  public static boolean are(CharSequence text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
