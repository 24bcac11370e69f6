package dev.drop444.it.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row of a table: what was measured in each round, and what is good. Not thread-safe. */
public final class Figures {

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

  /** What was measured, with its unit. */
  public String measure() {
    return measure;
  }

  /** Of what. */
  public String side() {
    return side;
  }

  /** The value in the middle, and the least and the most. */
  public String text() {
    return number(median())
        + " ("
        + number(sorted().get(0))
        + " to "
        + number(sorted().get(values.size() - 1))
        + ")";
  }

  /** What is good; empty if that is not said. */
  public String target() {
    return Double.isNaN(target) ? "" : "<= " + number(target);
  }

  /** Whether it is so: {@code yes}, {@code no} or nothing. */
  public String met() {
    if (Double.isNaN(target)) {
      return "";
    }
    return (each ? sorted().get(values.size() - 1) : median()) <= target ? "yes" : "no";
  }

  static String head() {
    return "| Measure | Side | Median (least to most) | Target | Met |\n|---|---|---|---|---|";
  }

  @Override
  public String toString() {
    return "| " + String.join(" | ", measure, side, text(), target(), met()) + " |";
  }

  /** Whole, or to three places where less than one matters. */
  private static String number(double value) {
    boolean whole = Math.abs(value) >= 10 || value == Math.rint(value);
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.3f", value);
  }
}
