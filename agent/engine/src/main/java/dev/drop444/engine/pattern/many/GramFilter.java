package dev.drop444.engine.pattern.many;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says at a few cycles a byte that a text contains none of many literals. Of each literal it knows
 * three or four bytes in a row, the least usual ones; a text without any of these contains no
 * literal. Unlike the steps of an automaton, the look-ups do not wait for each other. Literals that
 * are long enough are known by several places in a row, so that only every second or fourth place
 * of a text need be looked at.
 *
 * <p>The case of letters never counts here (that only makes the filter coarser). Immutable.
 */
final class GramFilter {

  private static final int PAIR = 2;

  private final int stride;

  /** Keeps the bytes of a gram. */
  private final int mask;

  private final GramTable grams;

  /** A bit for each literal of two bytes; null without such. */
  private final long @Nullable [] pairs;

  private GramFilter(List<byte[]> literals, int length, int stride, boolean havePairs) {
    this.stride = stride;
    this.mask = length == 4 ? -1 : 0xffffff;
    this.pairs = havePairs ? new long[1 << 10] : null;
    UsualGrams usual = new UsualGrams(length);
    int[] all = new int[literals.size() * stride];
    int count = 0;
    for (byte[] literal : literals) {
      if (literal.length > PAIR) {
        int from = usual.rarest(literal, stride);
        for (int i = 0; i < stride; i++) {
          all[count++] = UsualGrams.gram(literal, from + i, length);
        }
      } else if (pairs != null) {
        int pair = UsualGrams.gram(literal, 0, PAIR);
        pairs[pair >>> 6] |= 1L << pair;
      }
    }
    this.grams = GramTable.of(Arrays.copyOf(all, count));
  }

  /**
   * A filter for literals.
   *
   * @return null if one of them is shorter than two bytes: then there is nothing to filter
   */
  static @Nullable GramFilter of(List<byte[]> literals) {
    int shortest = Integer.MAX_VALUE;
    for (byte[] literal : literals) {
      shortest = Math.min(shortest, literal.length);
    }
    if (shortest < PAIR) {
      return null;
    }
    int length = shortest > 4 ? 4 : 3;
    int stride = shortest > 6 ? 4 : shortest > 3 ? 2 : 1;
    return new GramFilter(literals, length, stride, shortest == PAIR);
  }

  /** Whether a text may contain one of the literals. Allocates nothing. */
  boolean mayMatch(CharSequence text, int start, int end) {
    switch (stride) {
      case 4:
        return everyFourth(text, start, end);
      case 2:
        return everySecond(text, start, end);
      default:
        return every(text, start, end);
    }
  }

  private boolean every(CharSequence text, int start, int end) {
    long[] twos = pairs;
    int gram = 0;
    for (int i = start; i < end; i++) {
      gram = gram << 8 | UsualGrams.fold(text.charAt(i));
      if (grams.contains(gram & mask)) {
        return true;
      }
      if (twos != null) {
        int pair = gram & 0xffff;
        if ((twos[pair >>> 6] >>> pair & 1) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean everySecond(CharSequence text, int start, int end) {
    int gram = 0;
    for (int i = start + 1; i < end; i += 2) {
      int before = UsualGrams.fold(text.charAt(i - 1));
      gram = gram << 16 | before << 8 | UsualGrams.fold(text.charAt(i));
      if (grams.contains(gram & mask)) {
        return true;
      }
    }
    return false;
  }

  private boolean everyFourth(CharSequence text, int start, int end) {
    for (int i = start + 3; i < end; i += 4) {
      int first = UsualGrams.fold(text.charAt(i - 3));
      int second = UsualGrams.fold(text.charAt(i - 2));
      int third = UsualGrams.fold(text.charAt(i - 1));
      int gram = first << 24 | second << 16 | third << 8 | UsualGrams.fold(text.charAt(i));
      if (grams.contains(gram & mask)) {
        return true;
      }
    }
    return false;
  }
}
