package dev.drop444.it.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row of a table: what was measured in each round, and what is good. Not thread-safe. */
final class Figures {

  private final String measure;
  private final String side;
  private final double target;
  private final List<Double> values = new ArrayList<>();
  private boolean each;

  /** Without a target. */
  Figures(String measure, String side) {
    this(measure, side, Double.NaN);
  }

  /**
   * With a target for the median.
   *
   * @param measure with its unit
   * @param target the most that is good
   */
  Figures(String measure, String side, double target) {
    this.measure = measure;
    this.side = side;
    this.target = target;
  }

  /** The target is for the worst round, too. */
  Figures each() {
    each = true;
    return this;
  }

  void add(double value) {
    values.add(value);
  }

  /** The value in the middle. */
  double median() {
    return sorted().get(values.size() / 2);
  }

  private List<Double> sorted() {
    return values.stream().sorted().toList();
  }

  static String head() {
    return "| Measure | Side | Median | Least to most | Target | Met |\n|---|---|---|---|---|---|";
  }

  @Override
  public String toString() {
    double least = sorted().get(0);
    double most = sorted().get(values.size() - 1);
    boolean wanted = !Double.isNaN(target);
    return String.format(
        "| %s | %s | %s | %s to %s | %s | %s |",
        measure,
        side,
        number(median()),
        number(least),
        number(most),
        wanted ? "<= " + number(target) : "",
        !wanted ? "" : (each ? most : median()) <= target ? "yes" : "no");
  }

  /** Whole, or to three places where less than one matters. */
  private static String number(double value) {
    boolean whole = Math.abs(value) >= 10 || value == Math.rint(value);
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.3f", value);
  }
}
