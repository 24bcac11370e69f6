package dev.drop444.benchmarks.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A row of the table: what was measured, some times over, and what it should have been at most. Not
 * thread-safe.
 */
final class Measured {

  private static final double MEGA = 1e6;

  private final String measure;
  private final String side;
  private final double target;
  private final List<Double> megabytes = new ArrayList<>();

  /**
   * Nothing measured yet.
   *
   * @param target megabytes, of a million bytes each
   */
  Measured(String measure, String side, double target) {
    this.measure = measure;
    this.side = side;
    this.target = target;
  }

  void add(long bytes) {
    megabytes.add(bytes / MEGA);
  }

  /** As a line of the table. */
  Line line() {
    List<Double> sorted = new ArrayList<>(megabytes);
    Collections.sort(sorted);
    double median = sorted.get(sorted.size() / 2);
    String text =
        String.format(
            Locale.ROOT,
            "%.1f (%.1f to %.1f)",
            median,
            sorted.get(0),
            sorted.get(sorted.size() - 1));
    return new Line(
        measure + ", MB of heap",
        side,
        text,
        String.format(Locale.ROOT, "<= %.0f", target),
        median <= target);
  }
}
