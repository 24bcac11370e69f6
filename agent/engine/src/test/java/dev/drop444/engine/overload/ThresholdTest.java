package dev.drop444.engine.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {

  @ParameterizedTest
  @ValueSource(strings = {"workers>90%", "queue>200", "heap>0%", "cpu>100%", "queue>1000000000"})
  void isWrittenAsItIsRead(String text) {
    assertThat(Threshold.of(text)).hasToString(text).isEqualTo(Threshold.of(text));
  }

  @Test
  void spaceDoesNotCount() {
    assertThat(Threshold.of(" workers > 90 % ")).isEqualTo(Threshold.of("workers>90%"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workers | there is no >",
        "workers<90% | there is no >",
        "threads>90% | there is no such signal",
        "WORKERS>90% | there is no such signal",
        "workers>90 | workers is a percentage",
        "queue>90% | queue is a number of tasks, no percentage",
        "queue> | there is no whole number up to 1000000000 behind >",
        "queue>-1 | there is no whole number up to 1000000000 behind >",
        "queue>=5 | there is no whole number up to 1000000000 behind >",
        "queue>1000000001 | there is no whole number up to 1000000000 behind >",
        "queue>99999999999999999999 | there is no whole number up to 1000000000 behind >",
        "cpu>95.5% | there is no whole number up to 1000 behind >",
        "cpu>1001% | there is no whole number up to 1000 behind >",
        "cpu>٩٠% | there is no whole number up to 1000 behind >",
      })
  void whatIsNoneIsRefusedWithASentence(String text, String sentence) {
    assertThatThrownBy(() -> Threshold.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void aShareCannotBeAboveAll() {
    assertThat(Threshold.of("workers>99%").isOutOfReach()).isFalse();
    assertThat(Threshold.of("workers>100%").isOutOfReach()).isTrue();
    assertThat(Threshold.of("cpu>150%").isOutOfReach()).isTrue();
    assertThat(Threshold.of("queue>1000").isOutOfReach()).isFalse();
  }

  @Test
  void theLowerOneIncludesTheHigherOfTheSameSignal() {
    Threshold low = Threshold.of("workers>80%");
    Threshold high = Threshold.of("workers>90%");
    assertThat(low.includes(high)).isTrue();
    assertThat(low.includes(low)).isTrue();
    assertThat(high.includes(low)).isFalse();
    assertThat(low.includes(Threshold.of("cpu>90%"))).isFalse();
  }
}
