package dev.drop444.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The README's first command shows what it says. */
class DemoTest {

  @Test
  void showsWhatItSays() throws IOException {
    assertThat(Demo.play()).isTrue();
  }
}
