package dev.drop444.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void nothingReachesATerminalButPrintableAscii() {
    assertThat(Printable.of("GET /~x\\x1b \"y\"")).isEqualTo("GET /~x\\x1b \"y\"");
    assertThat(Printable.of("a\u001b[31m\r\n\u009b\u202e\ud83d\ude00$1"))
        .isEqualTo("a\\u001b[31m\\u000d\\u000a\\u009b\\u202e\\ud83d\\ude00$1");
  }

  @Test
  void tablesStandInColumns() {
    assertThat(new Table("A", "LONG", "C").row("longer", 1, "").row("x", 22, "\n").lines("  "))
        .containsExactly(
            "  A       LONG  C", //
            "  longer  1     -",
            "  x       22    \\u000a");
  }

  @Test
  void spansHaveTwoUnits() {
    assertThat(Times.span(Duration.ofSeconds(-1))).isEqualTo("0s");
    assertThat(Times.span(Duration.ofSeconds(59))).isEqualTo("59s");
    assertThat(Times.span(Duration.ofSeconds(60))).isEqualTo("1m");
    assertThat(Times.span(Duration.ofSeconds(3_599))).isEqualTo("59m 59s");
    assertThat(Times.span(Duration.ofSeconds(7_205))).isEqualTo("2h");
    assertThat(Times.span(Duration.ofHours(49))).isEqualTo("2d 1h");
  }
}
