package dev.drop444.report.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings of bytes, the same one again where the same bytes come again soon: a log repeats itself.
 * Of fixed size. Not thread-safe.
 */
final class Texts {

  private static final int SLOTS = 1 << 13;

  /** Longer ones hardly come twice. */
  private static final int LONGEST = 300;

  /** How many bytes at each end are enough to tell long ones apart. */
  private static final int END = 16;

  private static final byte[] NOTHING = {};

  private final String[] strings = new String[SLOTS];
  private final byte[][] spellings = new byte[SLOTS][];

  Texts() {
    Arrays.fill(strings, "");
    Arrays.fill(spellings, NOTHING);
  }

  /** The string of ASCII bytes. */
  String of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      return once(bytes, from, to);
    }
    int hash = length;
    if (length <= 2 * END) {
      hash = hash(hash, bytes, from, to);
    } else {
      hash = hash(hash, bytes, from, from + END);
      hash = hash(hash, bytes, to - END, to);
    }
    int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    byte[] known = spellings[slot];
    if (!Arrays.equals(known, 0, known.length, bytes, from, to)) {
      spellings[slot] = Arrays.copyOfRange(bytes, from, to);
      strings[slot] = once(bytes, from, to);
    }
    return strings[slot];
  }

  /** The string of bytes that will not come again. */
  static String once(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int hash(int seed, byte[] bytes, int from, int to) {
    int hash = seed;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }
}
