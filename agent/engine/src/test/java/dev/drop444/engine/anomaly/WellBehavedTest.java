package dev.drop444.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.RawHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What well-behaved clients send shows no kind that the standard preset looks for. */
class WellBehavedTest {

  private static final String FILE = "well-behaved.txt";
  private static final String STRICT = "strict: ";

  /** A request, and which strict kinds it shows nevertheless. */
  private static final class Shape {
    final String title;
    final List<String> strict;
    final RawHead head;

    Shape(String block) {
      List<String> lines = new ArrayList<>(Arrays.asList(block.strip().split("\n", -1)));
      title = lines.remove(0);
      strict =
          lines.get(0).startsWith(STRICT)
              ? List.of(lines.remove(0).substring(STRICT.length()).split(", ", -1))
              : List.of();
      head = RawHead.of(lines.remove(0), lines.toArray(new String[0]));
    }

    @Override
    public String toString() {
      return title;
    }
  }

  private static Stream<Shape> shapes() throws IOException {
    try (InputStream in = WellBehavedTest.class.getResourceAsStream(FILE)) {
      byte[] bytes = Objects.requireNonNull(in, FILE).readAllBytes();
      String text = new String(bytes, StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n== ", -1)).skip(1).map(Shape::new);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void standard(Shape shape) {
    AnomalyDetector standard = new AnomalyDetector(Anomalies.standard(), AnomalyLimits.DEFAULTS);
    assertThat(Anomalies.list(standard.detect(shape.head))).isEmpty();
  }

  /** Strict kinds are not for everybody: this is whom they cost. */
  @ParameterizedTest
  @MethodSource("shapes")
  void strict(Shape shape) {
    AnomalyDetector all = new AnomalyDetector(Anomalies.all(), AnomalyLimits.DEFAULTS);
    List<String> shown =
        Anomalies.list(all.detect(shape.head)).stream()
            .map(Anomaly::key)
            .collect(Collectors.toList());
    assertThat(shown).containsExactlyInAnyOrderElementsOf(shape.strict);
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(shapes().count()).isGreaterThanOrEqualTo(50);
    assertThat(shapes().map(shape -> shape.title)).doesNotHaveDuplicates();
  }
}
