package dev.drop444.benchmarks.memory;

/** A line of the table. Immutable. */
final class Line {

  private final String[] cells;

  Line(String measure, String side, String value, String target, boolean met) {
    this.cells = new String[] {measure, side, value, target, met ? "yes" : "no"};
  }

  static String head() {
    return "| Measure | Side | Median (least to most) | Target | Met |\n|---|---|---|---|---|";
  }

  /** With tabs between the cells, for a program. */
  String tabbed() {
    return String.join("\t", cells);
  }

  @Override
  public String toString() {
    return "| " + String.join(" | ", cells) + " |";
  }
}
