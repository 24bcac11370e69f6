package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions are left alone. */
class TomcatHooksTest {

  /** The last ones that may give a request's objects to two clients (CVE-2021-43980). */
  @ParameterizedTest
  @ValueSource(strings = {"8.5.76", "8.5.77", "9.0.60", "9.0.61"})
  void thoseThatShareProcessorsAre(String version) {
    assertThat(TomcatHooks.TOMCAT.supported().contain(version)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.5.78", "9.0.63"})
  void thoseAfterThemAreNot(String version) {
    assertThat(TomcatHooks.TOMCAT.supported().contain(version)).isTrue();
  }
}
