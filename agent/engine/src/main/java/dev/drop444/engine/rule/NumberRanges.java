package dev.drop444.engine.rule;

import java.util.List;

/** Whole numbers that are not negative, as a few ranges. Immutable. */
public final class NumberRanges {

  /** What {@link #of} takes, for messages and documentation. */
  public static final String EXPECTED = "a number (80), a range (1-1024) or a bound (>1000, <=10)";

  private final long[] from;
  private final long[] to;

  private NumberRanges(long[] from, long[] to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Reads ranges.
   *
   * @throws IllegalArgumentException with a sentence for the operator, if one of them is none
   */
  public static NumberRanges of(List<String> ranges) {
    long[] from = new long[ranges.size()];
    long[] to = new long[ranges.size()];
    for (int i = 0; i < from.length; i++) {
      String range = ranges.get(i);
      int dash = range.indexOf('-');
      if (range.startsWith(">")) {
        boolean equal = range.startsWith(">=");
        from[i] = number(range.substring(equal ? 2 : 1)) + (equal ? 0 : 1);
        to[i] = Long.MAX_VALUE;
      } else if (range.startsWith("<")) {
        boolean equal = range.startsWith("<=");
        to[i] = number(range.substring(equal ? 2 : 1)) - (equal ? 0 : 1);
      } else {
        from[i] = number(dash < 0 ? range : range.substring(0, dash));
        to[i] = dash < 0 ? from[i] : number(range.substring(dash + 1));
      }
      if (to[i] < from[i]) {
        throw new IllegalArgumentException("no number lies in it");
      }
    }
    return new NumberRanges(from, to);
  }

  private static long number(String text) {
    String digits = text.trim();
    if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(NumberRanges::digit)) {
      throw new IllegalArgumentException("this is no number");
    }
    return Long.parseLong(digits);
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  boolean contains(long number) {
    return containsAll(number, number);
  }

  private boolean containsAll(long least, long most) {
    for (int i = 0; i < from.length; i++) {
      if (least >= from[i] && most <= to[i]) {
        return true;
      }
    }
    return false;
  }

  /** Whether each range of another lies in one of these. */
  boolean includes(NumberRanges other) {
    for (int i = 0; i < other.from.length; i++) {
      if (!containsAll(other.from[i], other.to[i])) {
        return false;
      }
    }
    return true;
  }
}
