package dev.drop444.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows whose columns stand below each other. Text is made printable. Not thread-safe. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with a head. */
  public Table(String... head) {
    rows.add(List.of(head));
  }

  /** Adds a row; numbers are shown as they are, and what is missing as a dash. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      String text = Printable.of(String.valueOf(cell));
      row.add(text.isEmpty() ? "-" : text);
    }
    rows.add(row);
    return this;
  }

  /** Whether it has nothing but a head. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /**
   * Its lines.
   *
   * @param margin what each line begins with
   */
  public List<String> lines(String margin) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(margin);
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        line.append(" ".repeat(i + 1 < row.size() ? widths[i] - row.get(i).length() + 2 : 0));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
