package dev.drop444.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyRateTest {

  @ParameterizedTest
  @CsvSource({
    // Within the grace nothing is judged.
    "0, 0, false",
    "10000, 0, false",
    "10001, 0, true",
    // After it, what is due grows with the rest of the time.
    "12000, 999, true",
    "12000, 1000, false",
    "110000, 49999, true",
    "110000, 50000, false",
    // What came early counts for later.
    "110000, 1000000, false",
  })
  void bytesAreDueForTheTimeBeyondTheGrace(long waitedMillis, long bytes, boolean slow) {
    BodyRate rate = new BodyRate(500, Duration.ofSeconds(10).toNanos());
    assertThat(rate.isTooSlow(Duration.ofMillis(waitedMillis).toNanos(), bytes)).isEqualTo(slow);
  }

  @Test
  void theLargestNumbersDoNotOverflow() {
    BodyRate rate = new BodyRate(1_000_000_000, 1);
    assertThat(rate.isTooSlow(Duration.ofDays(365).toNanos(), Long.MAX_VALUE)).isFalse();
    assertThat(rate.isTooSlow(Duration.ofDays(365).toNanos(), 1L << 40)).isTrue();
  }
}
