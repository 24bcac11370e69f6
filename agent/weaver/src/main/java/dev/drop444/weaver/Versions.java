package dev.drop444.weaver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A set of version ranges, compared number by number: {@code 10.1.59} lies in the range from {@code
 * 10.1} to before {@code 10.2}. What follows the numbers ({@code .Final}, {@code .v20250814},
 * {@code -M1}) does not count. Immutable.
 */
public final class Versions {

  /** Every version. */
  public static final Versions ALL = new Versions(List.of());

  private final List<int[][]> ranges;

  private Versions(List<int[][]> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /**
   * One range.
   *
   * @param from the first version inside
   * @param before the first version outside
   */
  public static Versions range(String from, String before) {
    return ALL.or(from, before);
  }

  /** These versions and one more range. */
  public Versions or(String from, String before) {
    List<int[][]> more = new ArrayList<>(ranges);
    more.add(new int[][] {numbers(from), numbers(before)});
    return new Versions(more);
  }

  /** Whether a version, as its product writes it, is one of these. */
  public boolean contain(String version) {
    if (ranges.isEmpty()) {
      return true;
    }
    int[] numbers = numbers(version);
    for (int[][] range : ranges) {
      if (compare(numbers, range[0]) >= 0 && compare(numbers, range[1]) < 0) {
        return true;
      }
    }
    return false;
  }

  private static int compare(int[] left, int[] right) {
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = Integer.compare(at(left, i), at(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int at(int[] numbers, int index) {
    return index < numbers.length ? numbers[index] : 0;
  }

  private static int[] numbers(String version) {
    int[] numbers = new int[version.length()];
    int count = 0;
    int i = 0;
    while (i < version.length() && Character.isDigit(version.charAt(i))) {
      long number = 0;
      for (; i < version.length() && Character.isDigit(version.charAt(i)); i++) {
        number = Math.min(Integer.MAX_VALUE, number * 10 + (version.charAt(i) - '0'));
      }
      numbers[count++] = (int) number;
      if (i < version.length() && version.charAt(i) == '.') {
        i++;
      }
    }
    return Arrays.copyOf(numbers, count);
  }
}
