package dev.drop444.it.benchmark;

import dev.drop444.it.benchmark.measure.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the module {@code benchmarks} measured of the heap before us, as rows of the same table. */
final class Memory {

  /** The system property with the file that it wrote. */
  private static final String FILE = "drop444.benchmarks.memory";

  private Memory() {}

  static List<Row> read() {
    Path file = Path.of(System.getProperty(FILE, ""));
    if (!Files.isRegularFile(file)) {
      return List.of(Row.of("heap", "", "", "not run: nobody has left results"));
    }
    List<Row> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.split("\t", -1);
        rows.add(new Row(cells[0], "engine", cells[1], cells[2], "", cells[3], cells[4]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
