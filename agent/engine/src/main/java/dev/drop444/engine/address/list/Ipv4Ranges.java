package dev.drop444.engine.address.list;

import java.util.Arrays;

/**
 * Disjoint ranges of IPv4 addresses, sorted, in one flat array; a directory by the first bits of an
 * address leaves only a few to search. Immutable.
 */
final class Ipv4Ranges {

  private static final int MAX_DIRECTORY_BITS = 16;

  /** The directory is worth its memory when each of its parts has about this many ranges. */
  private static final int RANGES_IN_PART = 8;

  /**
   * First and last address of each range in turn, with the sign bit flipped, so that signed
   * comparison orders them.
   */
  private final int[] bounds;

  /** For each value of an address's first bits, how many ranges start before all such addresses. */
  private final int[] directory;

  private final int directoryShift;

  private Ipv4Ranges(int[] bounds) {
    this.bounds = bounds;
    int bits = 0;
    while (bits < MAX_DIRECTORY_BITS && size() >> bits > RANGES_IN_PART) {
      bits++;
    }
    this.directoryShift = 32 - bits;
    this.directory = new int[(1 << bits) + 1];
    int range = 0;
    for (int part = 0; part < 1 << bits; part++) {
      // Shifts in long, because a directory of one part shifts by 32.
      int firstAddress = (int) ((long) part << directoryShift) ^ Integer.MIN_VALUE;
      while (range < size() && bounds[2 * range] < firstAddress) {
        range++;
      }
      directory[part] = range;
    }
    directory[1 << bits] = size();
  }

  int size() {
    return bounds.length / 2;
  }

  boolean contains(int address) {
    int key = address ^ Integer.MIN_VALUE;
    int part = (int) ((address & 0xffff_ffffL) >>> directoryShift);
    // The range that starts last at or before the address: in this part, or before it.
    int low = directory[part];
    int high = directory[part + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bounds[2 * middle] <= key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && key <= bounds[2 * low - 1];
  }

  /** Collects ranges in any order; they may overlap. */
  static final class Builder {
    /** The first address in the high half, with the sign bit flipped, the last in the low half. */
    private long[] ranges = new long[16];

    private int count;

    void add(int from, int to) {
      if (count == ranges.length) {
        ranges = Arrays.copyOf(ranges, count + (count >> 1));
      }
      ranges[count++] = (long) (from ^ Integer.MIN_VALUE) << 32 | (to & 0xffff_ffffL);
    }

    Ipv4Ranges build() {
      Arrays.sort(ranges, 0, count);
      int[] bounds = new int[2 * merge()];
      for (int i = 0; i < bounds.length / 2; i++) {
        bounds[2 * i] = first(ranges[i]);
        bounds[2 * i + 1] = last(ranges[i]);
      }
      return new Ipv4Ranges(bounds);
    }

    /** Joins ranges that overlap or touch, in place. */
    private int merge() {
      int size = 0;
      for (int i = 0; i < count; i++) {
        // In long, so that the address after the last one is not the first one.
        if (size > 0 && first(ranges[i]) <= last(ranges[size - 1]) + 1L) {
          if (last(ranges[i]) > last(ranges[size - 1])) {
            ranges[size - 1] = (ranges[size - 1] & (-1L << 32)) | (ranges[i] & 0xffff_ffffL);
          }
        } else {
          ranges[size++] = ranges[i];
        }
      }
      return size;
    }

    private static int first(long range) {
      return (int) (range >> 32);
    }

    private static int last(long range) {
      return (int) range ^ Integer.MIN_VALUE;
    }
  }
}
