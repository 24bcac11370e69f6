package dev.drop444.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

  @ParameterizedTest
  @CsvSource({
    "PT1S, '10:00:00, 10:00:01'",
    "PT4M, '10:00, 10:01, 10:02, 10:03, 10:04'",
    "PT3H, '10:00, 10:30, 11:00, 11:30, 12:00, 12:30, 13:00'",
    "P3D, '23 Nov 12:00, 24 Nov 00:00, 24 Nov 12:00, 25 Nov 00:00, 25 Nov 12:00, 26 Nov 00:00'",
    "P6D, '24 Nov, 25 Nov, 26 Nov, 27 Nov, 28 Nov, 29 Nov'",
    "P30D, '30 Nov, 7 Dec, 14 Dec, 21 Dec'"
  })
  void roundTimes(Duration span, String expected) {
    long begin = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();
    assertThat(
            Ticks.between(begin, begin + span.toMillis()).stream()
                .map(Ticks.Tick::text)
                .collect(Collectors.joining(", ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"PT0.5S", "PT1S", "PT61S", "P1D", "P400D", "P3000D", "P70000D"})
  void neitherNoneNorTooMany(Duration span) {
    long begin = Instant.parse("2026-11-23T10:00:00.250Z").toEpochMilli();
    assertThat(Ticks.between(begin, begin + span.toMillis())).hasSizeBetween(1, 8);
  }
}
