package dev.drop444.engine.address;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sorted, disjoint ranges of IPv4 addresses. Few are searched by halving, in 8 bytes each. Many are
 * kept by the first half of the address, so that one look is enough where nobody of a /16 is
 * listed: 4 bytes a range there, or a bit for each of its addresses where that many are listed; and
 * a quarter of a megabyte for all of them. Immutable.
 */
public final class Ipv4Ranges {

  /** No address at all. */
  public static final Ipv4Ranges NONE = new Ipv4Ranges(new int[0], new int[0], 0);

  /** More than that are kept by pages. */
  static final int FEW = 128;

  /** More ranges than that in one page become bits: four times the memory, and one look. */
  static final int MOST_IN_PAGE = 512;

  private static final int PAGES = 1 << 16;
  private static final int PAGE_LAST = 0xffff;

  private final int size;

  // Bounds of the few, with the sign bit flipped, so that signed comparison orders them.
  private final int[] from;
  private final int[] to;

  /**
   * Of the many; for each first half of an address null, or the bounds of ranges in turns ({@code
   * char[]}), or a bit for each second half ({@code long[]}).
   */
  private final Object @Nullable [] pages;

  private Ipv4Ranges(int[] from, int[] to, int size) {
    this.size = size;
    boolean few = size <= FEW;
    this.from = few ? Arrays.copyOf(from, size) : new int[0];
    this.to = few ? Arrays.copyOf(to, size) : new int[0];
    this.pages = few ? null : pages(from, to, size);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Whether an address lies in one of them. Takes no lock, allocates nothing. */
  public boolean contains(int address) {
    Object[] pages = this.pages;
    if (pages == null) {
      return from.length != 0 && isInFew(address ^ Integer.MIN_VALUE);
    }
    Object page = pages[address >>> 16];
    if (page == null) {
      return false;
    }
    int rest = address & PAGE_LAST;
    return page instanceof char[]
        ? isInBounds((char[]) page, rest)
        : (((long[]) page)[rest >>> 6] >>> rest & 1) != 0;
  }

  private boolean isInFew(int key) {
    int low = 0;
    int high = from.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (from[middle] > key) {
        high = middle - 1;
      } else if (to[middle] < key) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  private static boolean isInBounds(char[] bounds, int rest) {
    int low = 0;
    int high = bounds.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (bounds[2 * middle] > rest) {
        high = middle - 1;
      } else if (bounds[2 * middle + 1] < rest) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** A range that reaches over several pages has a part in each. */
  private static Object[] pages(int[] from, int[] to, int size) {
    Object[] pages = new Object[PAGES];
    char[] bounds = new char[2 * PAGES];
    int used = 0;
    int page = 0;
    for (int i = 0; i < size; i++) {
      int start = from[i] ^ Integer.MIN_VALUE;
      int end = to[i] ^ Integer.MIN_VALUE;
      int last = end >>> 16;
      for (int at = start >>> 16; at <= last; at++) {
        if (at != page) {
          pages[page] = page(bounds, used);
          page = at;
          used = 0;
        }
        bounds[used++] = (char) (at == start >>> 16 ? start & PAGE_LAST : 0);
        bounds[used++] = (char) (at == last ? end & PAGE_LAST : PAGE_LAST);
      }
    }
    pages[page] = page(bounds, used);
    return pages;
  }

  @SuppressWarnings("NullAway") // an empty page; the array cannot say so
  private static Object page(char[] bounds, int used) {
    if (used == 0) {
      return null;
    }
    if (used <= 2 * MOST_IN_PAGE) {
      return Arrays.copyOf(bounds, used);
    }
    long[] bits = new long[PAGES / Long.SIZE];
    for (int i = 0; i < used; i += 2) {
      for (int rest = bounds[i]; rest <= bounds[i + 1]; rest++) {
        bits[rest >>> 6] |= 1L << rest;
      }
    }
    return bits;
  }

  /** Collects ranges in any order; they may overlap. Not thread-safe, used once. */
  public static final class Builder {
    /** Lower bound in the high half, with the sign bit flipped, upper bound in the low half. */
    private long[] ranges = new long[16];

    private int count;

    /** Nothing yet. */
    public Builder() {}

    /** Adds addresses from one to another, both inside. */
    public void add(int from, int to) {
      if (count == ranges.length) {
        ranges = Arrays.copyOf(ranges, count + (count >> 1));
      }
      ranges[count++] = (long) (from ^ Integer.MIN_VALUE) << 32 | (to & 0xffff_ffffL);
    }

    /** The union of all. */
    public Ipv4Ranges build() {
      if (count == 0) {
        return NONE;
      }
      Arrays.sort(ranges, 0, count);
      int[] from = new int[count];
      int[] to = new int[count];
      int size = 0;
      for (int i = 0; i < count; i++) {
        int start = (int) (ranges[i] >> 32);
        int end = (int) ranges[i] ^ Integer.MIN_VALUE;
        // In long, so that the range after 255.255.255.255 is not 0.0.0.0.
        if (size > 0 && start <= to[size - 1] + 1L) {
          to[size - 1] = Math.max(to[size - 1], end);
        } else {
          from[size] = start;
          to[size++] = end;
        }
      }
      return new Ipv4Ranges(from, to, size);
    }
  }
}
