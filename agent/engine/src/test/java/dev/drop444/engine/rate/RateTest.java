package dev.drop444.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @ParameterizedTest
  @CsvSource({
    "1/s, 1, PT1S",
    "100/s, 100, PT0.01S",
    "5/m, 5, PT12S",
    "20/10s, 20, PT0.5S",
    "1/h, 1, PT1H",
    "24/d, 24, PT1H",
    "1/31d, 1, PT744H",
    "1000000/s, 1000000, PT0.000001S",
    "3/15 m, 3, PT5M",
    "' 2 / 1s', 2, PT0.5S",
  })
  void areACountAndATime(String text, int count, Duration perOne) {
    Rate rate = Rate.parse(text);
    assertThat(rate.count()).isEqualTo(count);
    assertThat(rate.perOne()).isEqualTo(perOne);
    assertThat(rate).hasToString(text);
  }

  /** Rounded so that no more passes than was written. */
  @ParameterizedTest
  @ValueSource(strings = {"3/s", "7/s", "300/s", "999999/s", "7/31d", "11/13h"})
  void areNeverExceeded(String text) {
    Rate rate = Rate.parse(text);
    long perOne = rate.perOne().toNanos();
    Rate once = Rate.parse("1" + text.substring(text.indexOf('/')));
    long time = once.perOne().toNanos();
    assertThat(perOne * rate.count()).isGreaterThanOrEqualTo(time);
    assertThat((perOne - Limits.TICK_NANOS) * rate.count()).isLessThan(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "5",
        "5/",
        "/s",
        "5/x",
        "5/S",
        "0/s",
        "-1/s",
        "5/0s",
        "1.5/s",
        "5/1.5s",
        "5/s/s",
        "5 s",
        "1000001/s",
        "1/32d",
        "1/99999999999d",
        "9999999999/d",
        "5/ms",
        "x/s",
      })
  void nothingElseIs(String text) {
    assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBurstThatTakesMoreThanAYearIsNone() {
    assertThat(Rate.parse("1/d").allowsBurst(366)).isTrue();
    assertThat(Rate.parse("1/d").allowsBurst(367)).isFalse();
    assertThat(Rate.parse("999999999/31d").allowsBurst(Integer.MAX_VALUE)).isTrue();
    long longest = 366 * Rate.parse("1/d").interval();
    assertThat(longest).isLessThan(DebtTable.MOST_DEBT);
  }
}
