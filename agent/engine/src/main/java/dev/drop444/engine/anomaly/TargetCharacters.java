package dev.drop444.engine.anomaly;

import dev.drop444.engine.gate.Octets;

/** Sorts of characters in a request target, by what they can be part of. */
final class TargetCharacters {

  /** Encoded, not ASCII, a control, a space, a backslash or the start of a fragment. */
  static final int ODD = 1;

  /** Of a segment of dots, or before a suffix. */
  static final int DOT = 2;

  /** Before a parameter. */
  static final int PARAMETER = 4;

  static final int DOTS_AND_PARAMETERS = DOT | PARAMETER;

  private static final byte[] SORTS = new byte[256];

  static {
    for (int c = 0; c < SORTS.length; c++) {
      boolean odd = c <= ' ' || c >= 0x7f || c == '%' || c == '\\' || c == '#';
      SORTS[c] = (byte) (odd ? ODD : 0);
    }
    SORTS['.'] = DOT;
    SORTS[';'] = PARAMETER;
  }

  private TargetCharacters() {}

  /** All sorts that occur; nothing for those that never matter. */
  static int sorts(CharSequence text) {
    if (text instanceof Octets) {
      // Without a call for each byte.
      Octets octets = (Octets) text;
      return sorts(octets.array(), octets.start(), octets.end());
    }
    int sorts = 0;
    int high = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      high |= c;
      sorts |= SORTS[c & 0xff];
    }
    return high > 0xff ? ODD : sorts;
  }

  private static int sorts(byte[] bytes, int start, int end) {
    int sorts = 0;
    for (int i = start; i < end; i++) {
      sorts |= SORTS[bytes[i] & 0xff];
    }
    return sorts;
  }
}
