package dev.drop444.it.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drop444.it.benchmark.measure.Row;
import dev.drop444.it.benchmark.measure.Spread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the module {@code benchmarks} measured before us, by JMH, as rows of the same table. */
final class Decisions {

  /** The system property with the file that JMH wrote. */
  private static final String FILE = "drop444.benchmarks.decisions";

  /** What a measurement by JMH is off where really nothing is allocated. */
  private static final double NO_BYTE = 0.5;

  private Decisions() {}

  static List<Row> read() {
    Path file = Path.of(System.getProperty(FILE, ""));
    if (!Files.isRegularFile(file)) {
      return List.of(Row.of("decisions", "", "", "not run: JMH has left no results"));
    }
    List<Row> rows = new ArrayList<>();
    try {
      System.out.println("Decisions as of " + Files.getLastModifiedTime(file));
      for (JsonNode result : new ObjectMapper().readTree(file.toFile())) {
        add(rows, result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static void add(List<Row> rows, JsonNode result) {
    String name = result.get("benchmark").asText();
    String decision = name.substring(name.lastIndexOf('.') + 1);
    String load = result.path("params").path("load").asText().toLowerCase(Locale.ROOT);
    Spread nanos = spread(result.get("primaryMetric"));
    Row row = Row.of("decision, ns", "engine", decision + ", " + load, nanos.text(0));
    double target = target(decision, load);
    rows.add(target > 0 ? row.atMost(target, nanos.median()) : row);
    result
        .get("secondaryMetrics")
        .properties()
        .forEach(
            metric -> {
              if (metric.getKey().endsWith("gc.alloc.rate.norm")) {
                Spread bytes = spread(metric.getValue());
                rows.add(
                    Row.of("decision, bytes", "engine", decision + ", " + load, bytes.text(1))
                        .atMost(NO_BYTE, bytes.median()));
              }
            });
  }

  private static double target(String decision, String load) {
    return switch (decision + " " + load) {
      case "request standard" -> 100;
      case "request heavy" -> 300;
      case "accept heavy", "acceptBanned heavy" -> 50;
      default -> 0;
    };
  }

  private static Spread spread(JsonNode metric) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode fork : metric.get("rawData")) {
      for (JsonNode iteration : fork) {
        numbers.add(iteration.asDouble());
      }
    }
    return Spread.of(numbers);
  }
}
