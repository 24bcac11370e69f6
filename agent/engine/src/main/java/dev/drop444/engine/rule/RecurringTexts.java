package dev.drop444.engine.rule;

import dev.drop444.engine.gate.Octets;
import dev.drop444.engine.pattern.many.PatternSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which patterns those texts fit that come again and again, such as user agents: most
 * visitors of a site have one of a hundred. To see that a text is the same one as before takes a
 * tenth of matching it. Whoever sends ever new ones only makes it forget others: it is bounded in
 * entries and in characters. Not thread-safe; allocates nothing once its places are in use.
 */
final class RecurringTexts {

  /** A power of two. */
  private static final int PLACES = 128;

  /** Longer texts are matched each time. */
  private static final int LONGEST = 512;

  /** How many characters of a text say where it is looked for; whether it is there, all do. */
  private static final int SAMPLE = 8;

  private final int words;

  /** Those that came as strings. */
  private final @Nullable String[] strings = new String[PLACES];

  /** Those that came as bytes, at the beginning of an array. */
  private final byte[][] bytes = new byte[PLACES][];

  /** How many characters are remembered; 0 if nothing is, and for strings. */
  private final int[] byteLengths = new int[PLACES];

  /** For each place the patterns that fit; of meaning only where some do. */
  private final long[][] fitting = new long[PLACES][];

  private final boolean[] fits = new boolean[PLACES];

  /**
   * Knows no text yet.
   *
   * @param patterns how many there are
   */
  RecurringTexts(int patterns) {
    this.words = (patterns + 63) >>> 6;
  }

  /** As {@link PatternSet#collect}, for a whole text; says whether any pattern fits. */
  boolean collect(PatternSet patterns, CharSequence text, long[] found) {
    int length = text.length();
    boolean comparable = text instanceof String || text instanceof Octets;
    if (!comparable || length == 0 || length > LONGEST) {
      return patterns.collect(text, 0, length, found);
    }
    int place = place(text, length);
    if (!isAt(place, text, length)) {
      learn(place, patterns, text, length);
    }
    if (fits[place]) {
      long[] bits = fitting[place];
      for (int i = 0; i < words; i++) {
        found[i] |= bits[i];
      }
    }
    return fits[place];
  }

  private static int place(CharSequence text, int length) {
    int hash = length;
    int step = Math.max(1, length / SAMPLE);
    for (int i = length - 1; i >= 0; i -= step) {
      hash = hash * 31 + text.charAt(i);
    }
    return (hash ^ hash >>> 7 ^ hash >>> 14) & PLACES - 1;
  }

  private boolean isAt(int place, CharSequence text, int length) {
    if (text instanceof String) {
      return ((String) text).equals(strings[place]);
    }
    Octets octets = (Octets) text;
    return byteLengths[place] == length
        && Arrays.equals(bytes[place], 0, length, octets.array(), octets.start(), octets.end());
  }

  private void learn(int place, PatternSet patterns, CharSequence text, int length) {
    strings[place] = null;
    byteLengths[place] = 0;
    long[] bits = fitting[place];
    if (bits == null) {
      bits = new long[words];
      fitting[place] = bits;
    } else {
      Arrays.fill(bits, 0);
    }
    fits[place] = patterns.collect(text, 0, length, bits);
    if (text instanceof String) {
      strings[place] = (String) text;
    } else {
      keep(place, (Octets) text, length);
    }
  }

  private void keep(int place, Octets text, int length) {
    byte[] room = bytes[place];
    if (room == null || room.length < length) {
      // A little more, for the next one.
      room = new byte[Math.min(LONGEST, length + 64)];
      bytes[place] = room;
    }
    System.arraycopy(text.array(), text.start(), room, 0, length);
    byteLengths[place] = length;
  }
}
