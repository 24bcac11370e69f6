package dev.drop444.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.0,            true",
    "10.1.59,           true",
    "10.1.59.0,         true",
    "10.2.0,            false",
    "10.0.27,           false",
    "11.0.0,            true",
    "11.0.27,           true",
    "12.0.0-M1,         false",
    "9.0.121,           false",
    "11.0.0-M26,        true",
    "garbage,           false",
  })
  void containsTheLinesItNames(String version, boolean contained) {
    Versions versions = Versions.range("10.1", "10.2").or("11.0", "11.1");
    assertThat(versions.contain(version)).isEqualTo(contained);
  }

  @ParameterizedTest
  @CsvSource({
    "2.3.27.Final, true",
    "2.4.0.Beta1, true",
    "2.5.0.Final, false",
    "1.4.28.Final, false"
  })
  void readsWhatFollowsTheNumbersAsNothing(String version, boolean contained) {
    assertThat(Versions.range("2.3", "2.5").contain(version)).isEqualTo(contained);
  }
}
