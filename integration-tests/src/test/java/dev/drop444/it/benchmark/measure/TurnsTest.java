package dev.drop444.it.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TurnsTest {

  @Test
  void goThereAndBackAgain() {
    List<String> order = new ArrayList<>();

    new Turns<String>()
        .run(
            List.of("A", "B", "C"),
            2,
            contender -> {
              order.add(contender);
              return new Sample(1, 1, 0, 1, 1);
            });

    assertThat(String.join("", order)).isEqualTo("ABCCBAABCCBA");
  }

  /** A machine that is ten times slower in one round than in the others changes no ratio. */
  @Test
  void takeRatiosWithinARound() {
    Map<String, Iterator<Sample>> samples =
        Map.of("one", samples(1_000, 10_000, 1_200), "two", samples(2_000, 20_000, 2_400));
    Turns<String> turns = new Turns<>();

    turns.run(
        List.of("one", "two"),
        3,
        contender -> Objects.requireNonNull(samples.get(contender)).next());

    assertThat(turns.ratio("two", "one", Sample::cpuMicros)).isEqualTo(new Spread(2, 2, 2));
    assertThat(turns.of("one", Sample::cpuMicros)).isEqualTo(new Spread(1.2, 1, 10));
  }

  /** Each round has two turns, and both count. */
  private static Iterator<Sample> samples(long... cpuNanos) {
    List<Sample> samples = new ArrayList<>();
    for (long each : cpuNanos) {
      samples.add(new Sample(1, each, 0, 1, 1));
      samples.add(new Sample(1, each, 0, 1, 1));
    }
    return samples.iterator();
  }

  @Test
  void haveAMedianBetweenTwoIfThereIsNoneInTheMiddle() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
    assertThat(new Spread(3, 1, 9).text(1)).isEqualTo("3.0 (1.0 to 9.0)");
  }
}
