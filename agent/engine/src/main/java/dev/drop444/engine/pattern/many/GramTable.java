package dev.drop444.engine.pattern.many;

/**
 * A set of numbers that is asked in two loads and without a loop: each number is at one of two
 * places (cuckoo hashing, Pagh and Rodler 2004). Immutable once built.
 */
final class GramTable {

  /** No number: every byte of a gram has a bit set. */
  private static final int EMPTY = 0;

  private static final int MIX = 0x9E3779B1;

  private final int[] slots;
  private final int firstShift;
  private final int secondShift;

  private GramTable(int[] slots) {
    this.slots = slots;
    int bits = Integer.numberOfTrailingZeros(slots.length);
    this.firstShift = 32 - bits;
    // Other bits of the same product; these depend on each other only when the table is huge.
    this.secondShift = Math.max(0, firstShift - bits);
  }

  /**
   * A set.
   *
   * @param numbers none of them 0
   */
  static GramTable of(int[] numbers) {
    for (int size = Math.max(16, Integer.highestOneBit(numbers.length) * 2); ; size *= 2) {
      GramTable table = new GramTable(new int[size]);
      if (table.addAll(numbers)) {
        return table;
      }
    }
  }

  private boolean addAll(int[] numbers) {
    for (int number : numbers) {
      if (!add(number)) {
        return false;
      }
    }
    return true;
  }

  /** Puts a number in its place, and what was there in its other place, and so on. */
  private boolean add(int number) {
    if (contains(number)) {
      return true;
    }
    int homeless = number;
    int slot = first(homeless);
    for (int moves = 0; moves < 64; moves++) {
      int evicted = slots[slot];
      slots[slot] = homeless;
      if (evicted == EMPTY) {
        return true;
      }
      homeless = evicted;
      slot = slot == first(homeless) ? second(homeless) : first(homeless);
    }
    return false;
  }

  private int first(int number) {
    return (number * MIX) >>> firstShift;
  }

  private int second(int number) {
    return ((number * MIX) >>> secondShift) & (slots.length - 1);
  }

  /** Whether a number, which is not 0, is in the set. */
  boolean contains(int number) {
    int mixed = number * MIX;
    // The mask changes nothing in the first line, but spares the check of the index.
    return slots[(mixed >>> firstShift) & (slots.length - 1)] == number
        || slots[(mixed >>> secondShift) & (slots.length - 1)] == number;
  }
}
