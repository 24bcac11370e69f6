package dev.drop444.it.benchmark.measure;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes rows so that they can be read as they are, and be put into a page in Markdown. */
public final class Table {

  private static final Row HEAD =
      new Row(
          "Measure",
          "Server",
          "Side",
          "Median (least to most)",
          "Ratio: median (least to most)",
          "Target",
          "Met");

  private static final List<Function<Row, String>> COLUMNS =
      List.of(Row::measure, Row::server, Row::side, Row::value, Row::ratio, Row::target, Row::met);

  private Table() {}

  /** All rows, in columns as wide as they need. */
  public static String of(List<Row> rows) {
    List<Integer> widths =
        COLUMNS.stream()
            .map(
                column ->
                    Math.max(
                        column.apply(HEAD).length(),
                        rows.stream().mapToInt(row -> column.apply(row).length()).max().orElse(0)))
            .toList();
    String rule = widths.stream().map("-"::repeat).collect(Collectors.joining("-|-", "|-", "-|\n"));
    return line(HEAD, widths)
        + rule
        + rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static String line(Row row, List<Integer> widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.size(); i++) {
      String text = COLUMNS.get(i).apply(row);
      line.append(' ').append(text).append(" ".repeat(widths.get(i) - text.length())).append(" |");
    }
    return line.append('\n').toString();
  }
}
