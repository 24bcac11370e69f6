package dev.drop444.it.demo;

import java.util.ArrayList;
import java.util.List;

/** Prints rows under columns of fixed width, as they come. */
final class Table {

  private static final int[] WIDTHS = {39, 19, 10};
  private static final int OTHER_WIDTH = 23;

  private final List<String> names;

  Table(String... names) {
    this.names = new ArrayList<>(List.of(names));
  }

  void column(String name) {
    names.add(name);
  }

  void head() {
    row(names);
    StringBuilder rule = new StringBuilder("  ");
    for (int i = 0; i < names.size(); i++) {
      rule.append("-".repeat(width(i) - 2)).append("  ");
    }
    System.out.println(rule.toString().stripTrailing());
  }

  void row(List<String> cells) {
    StringBuilder line = new StringBuilder("  ");
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(cell).append(" ".repeat(Math.max(1, width(i) - cell.length())));
    }
    System.out.println(line.toString().stripTrailing());
  }

  private static int width(int column) {
    return column < WIDTHS.length ? WIDTHS[column] : OTHER_WIDTH;
  }
}
