package dev.drop444.report.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Test
  void everyDayOfTwoCenturies() {
    long begin = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    long end = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();
    // A step that comes by all hours, minutes, seconds and milliseconds, too.
    for (long millis = begin; millis < end; millis += 86_399_987) {
      assertThat(Times.millis(FORM.format(Instant.ofEpochMilli(millis)))).isEqualTo(millis);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-23",
        "2026-11-23T10:00:00Z",
        "2026-11-23 10:00:00.000Z",
        "2026-11-23T24:00:00.000Z",
        "2026-00-23T10:00:00.000Z",
        "2026-11-32T10:00:00.000Z",
        "1999-11-23T10:00:00.000Z",
        "2026-11-23T10:60:00.000Z",
        "2026-11-23T10:00:00.000+"
      })
  void whatIsNoTime(String text) {
    assertThat(Times.millis(text)).isEqualTo(Times.UNREADABLE);
  }
}
