package dev.drop444.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {

  @Test
  void isAsHighAsTheRatesAre() {
    assertThat(Sparkline.of(new double[] {0, 1, 4, 8}, 4, true)).isEqualTo(" \u2581\u2584\u2588");
    assertThat(Sparkline.of(new double[] {0, 1, 4, 8}, 6, false)).isEqualTo("   .=@");
    assertThat(Sparkline.of(new double[] {0.001, 1_000}, 2, false))
        .as("what is there at all is seen")
        .isEqualTo(".@");
    assertThat(Sparkline.of(new double[] {}, 2, false)).isEqualTo("  ");
    assertThat(Sparkline.of(new double[] {0, 0}, 2, false)).isEqualTo("  ");
  }

  @Test
  void aSeriesRemembersTheNewest() {
    Series series = new Series("x", false);
    series.start(10);
    assertThat(series.history(3)).isEmpty();
    series.add(12, 1);
    series.add(18, 2);
    assertThat(series.rate()).isEqualTo(3);
    assertThat(series.history(9)).containsExactly(2, 3);
    assertThat(series.history(1)).containsExactly(3);
    series.add(5, 1);
    assertThat(series.rate()).as("counts that begin anew").isZero();
  }
}
