package dev.drop444.engine.pattern.many;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns of a set match a text, by their places in the list that the set was compiled from.
 * Immutable.
 */
public final class Matches {

  /** No pattern matches. */
  public static final Matches NONE = new Matches(new long[0]);

  private final long[] bits;

  /**
   * Keeps {@code bits}: bit {@code id & 63} of word {@code id >>> 6} says that a pattern matches.
   */
  Matches(long[] bits) {
    this.bits = bits;
  }

  public boolean isEmpty() {
    return first() < 0;
  }

  /** The matching pattern that stands first in the list; -1 if there is none. */
  public int first() {
    return next(0);
  }

  /**
   * The first matching pattern at or after a place in the list; -1 if there is none. All of them:
   * {@code for (int id = m.first(); id >= 0; id = m.next(id + 1))}.
   *
   * @param from at least 0
   */
  public int next(int from) {
    int word = from >>> 6;
    if (word >= bits.length) {
      return -1;
    }
    long rest = bits[word] & -1L << from;
    while (rest == 0) {
      if (++word == bits.length) {
        return -1;
      }
      rest = bits[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(rest);
  }

  /** Whether a pattern matches. */
  public boolean contains(int id) {
    return id >= 0 && id >>> 6 < bits.length && (bits[id >>> 6] >>> id & 1) != 0;
  }

  /** How many patterns match. */
  public int size() {
    int size = 0;
    for (long word : bits) {
      size += Long.bitCount(word);
    }
    return size;
  }

  /** Calls for each matching pattern, in the order of the list. */
  public void forEach(IntConsumer action) {
    for (int id = first(); id >= 0; id = next(id + 1)) {
      action.accept(id);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Matches && Arrays.equals(((Matches) other).bits, bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    forEach(id -> text.append(text.length() == 1 ? "" : ", ").append(id));
    return text.append(']').toString();
  }
}
