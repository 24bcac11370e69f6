package dev.drop444.report.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

  private static final long BEGIN = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "PT1S, PT1S",
    "PT1M, PT1S",
    "PT5M, PT5S",
    "PT1H, PT1M",
    "PT24H, PT15M",
    "P7D, PT3H",
    "P90D, P1D",
    "P365D, P7D",
    "P30000D, P364D"
  })
  void stepsFitTheSpan(Duration span, Duration step) {
    Timeline timeline = new Timeline();
    int lines = 5_000;
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      times.add(BEGIN + span.toMillis() * i / lines);
    }
    // Files come in any order.
    Collections.shuffle(times, new Random(444));
    times.forEach(time -> timeline.add(time, (int) (time % 7), time % 2 == 0, 3));
    timeline.fit(96);
    assertThat(timeline.stepMillis()).isEqualTo(step.toMillis());
    assertThat(timeline.begins()).hasSizeBetween(1, 96).isSorted();
    assertThat(timeline.begins().get(0)).isLessThanOrEqualTo(BEGIN);
    long sum = 0;
    for (long begin : timeline.begins()) {
      for (int rule = 0; rule < 7; rule++) {
        sum += timeline.sum(begin, rule, true) + timeline.sum(begin, rule, false);
      }
    }
    assertThat(sum).isEqualTo(3L * lines);
  }

  @Test
  void eachLineIsInItsStep() {
    Timeline timeline = new Timeline();
    timeline.add(BEGIN + 999, 1, true, 2);
    timeline.add(BEGIN + 2_000, 0, false, 5);
    assertThat(timeline.begins()).containsExactly(BEGIN, BEGIN + 1_000, BEGIN + 2_000);
    assertThat(timeline.sum(BEGIN, 1, true)).isEqualTo(2);
    assertThat(timeline.sum(BEGIN, 1, false)).isZero();
    assertThat(timeline.sum(BEGIN + 1_000, 1, true)).isZero();
    assertThat(timeline.sum(BEGIN + 2_000, 0, false)).isEqualTo(5);
    assertThat(timeline.sum(BEGIN + 2_000, 100, false)).isZero();
  }

  @Test
  void weeksBeginOnMondays() {
    Timeline timeline = new Timeline();
    timeline.add(BEGIN, 0, true, 1);
    timeline.add(BEGIN + Duration.ofDays(300).toMillis(), 0, true, 1);
    timeline.fit(96);
    assertThat(Instant.ofEpochMilli(timeline.begins().get(0))).isEqualTo("2026-11-23T00:00:00Z");
  }
}
