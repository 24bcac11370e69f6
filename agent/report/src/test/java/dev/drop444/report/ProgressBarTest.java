package dev.drop444.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private static final long MB = 1_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.US_ASCII);
  private long now = -50;

  private ProgressBar bar(boolean terminal) {
    return new ProgressBar(out, terminal, () -> now);
  }

  private String written() {
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void onATerminalItIsDrawnOverAndTakenAway() {
    try (ProgressBar bar = bar(true)) {
      bar.read(0, 200 * MB);
      assertThat(written()).isEmpty();
      pass(150);
      bar.read(100 * MB, 200 * MB);
      bar.read(101 * MB, 200 * MB);
      assertThat(written()).isEqualTo("\r[###############...............]  50 %  100 of 200 MB");
      pass(150);
      bar.read(200 * MB, 200 * MB);
      assertThat(written()).endsWith("\r[##############################] 100 %  200 of 200 MB");
    }
    assertThat(written()).matches("(?s).*200 MB\r {53}\r").doesNotContain("\n");
  }

  @Test
  void withoutAnEndItIsANumber() {
    try (ProgressBar bar = bar(true)) {
      pass(150);
      bar.read(100 * MB, -1);
      assertThat(written()).isEqualTo("\r100 MB");
    }
  }

  @Test
  void elsewhereThereAreLinesIfItTakesLong() {
    try (ProgressBar bar = bar(false)) {
      pass(4_000);
      bar.read(1 * MB, 9 * MB);
      assertThat(written()).isEmpty();
      pass(2_000);
      bar.read(2 * MB, 9 * MB);
      pass(1_000);
      bar.read(3 * MB, 9 * MB);
    }
    assertThat(written()).isEqualTo("read 2 of 9 MB" + System.lineSeparator());
  }
}
