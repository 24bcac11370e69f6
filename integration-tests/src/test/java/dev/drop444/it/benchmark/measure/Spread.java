package dev.drop444.it.benchmark.measure;

import java.util.List;
import java.util.Locale;

/**
 * What is said of several measurements of the same. Immutable.
 *
 * @param median the one in the middle
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double median, double least, double most) {

  /** Of at least one number. */
  public static Spread of(List<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /**
   * As the table has it.
   *
   * @param decimals how many digits behind the point
   */
  public String text(int decimals) {
    String format = "%." + decimals + "f";
    return String.format(
        Locale.ROOT, format + " (" + format + " to " + format + ")", median, least, most);
  }
}
