package dev.drop444.it.benchmark;

import dev.drop444.it.benchmark.measure.Machine;
import dev.drop444.it.benchmark.measure.Row;
import dev.drop444.it.benchmark.measure.Table;
import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs the parts that the system property {@code drop444.benchmarks} names, all without it, and
 * prints one table at the end.
 */
public final class Benchmarks {

  private static final String FAILED = "failed";

  private Benchmarks() {}

  /** Measures, and prints the table, which is kept in a file, too. */
  public static void main(String[] arguments) throws IOException {
    Effort effort = Effort.wanted();
    String machine = Machine.describe();
    List<Row> rows = new ArrayList<>();
    for (Part part : parts()) {
      System.out.println("Part " + part);
      List<Row> measured = measure(part, effort);
      System.out.println(Table.of(measured));
      rows.addAll(measured);
    }
    String result = machine + "\n\n" + Table.of(rows);
    System.out.println(result);
    Path file =
        Files.writeString(
            Files.createDirectories(Surroundings.work()).resolve("benchmarks.md"), result);
    System.out.println("Kept in " + file);
    if (rows.stream().anyMatch(row -> row.value().equals(FAILED))) {
      System.exit(1);
    }
  }

  /** What others have measured is not lost when one fails; the exit status says that one did. */
  private static List<Row> measure(Part part, Effort effort) {
    try {
      return part.measure(effort);
    } catch (IOException | RuntimeException | AssertionError e) {
      e.printStackTrace();
      return List.of(Row.of(part.toString().toLowerCase(Locale.ROOT), "", "", FAILED));
    }
  }

  private static List<Part> parts() {
    String wanted = System.getProperty("drop444.benchmarks", "");
    if (wanted.isEmpty() || wanted.equals("all")) {
      return List.of(Part.values());
    }
    List<Part> parts = new ArrayList<>();
    for (String name : wanted.split(",", -1)) {
      parts.add(
          Part.called(name.trim())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "No part " + name + ", but " + List.of(Part.values()))));
    }
    return parts;
  }
}
