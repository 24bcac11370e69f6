package dev.drop444.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static Words words(String... words) {
    return Words.of(List.of(words), Words::isAddress);
  }

  @Test
  void theProcessMayBeLeftOutAndStandAnywhere() {
    assertThat(words("192.0.2.1").process()).isNull();
    assertThat(words("192.0.2.1").object()).isEqualTo("192.0.2.1");
    assertThat(words("4711", "2001:db8::1").process()).isEqualTo("4711");
    assertThat(words("2001:db8::/56", "org.example.Main").object()).isEqualTo("2001:db8::/56");
    assertThat(words("2001:db8::/56", "org.example.Main").process()).isEqualTo("org.example.Main");
    assertThat(words().process()).isNull();
  }

  @Test
  void whatIsTooMuchIsNotGuessedAt() {
    assertThatThrownBy(() -> words("a", "b")).hasMessageContaining("not understood: b");
    assertThatThrownBy(() -> words("192.0.2.1", "192.0.2.2")).hasMessageContaining("192.0.2.2");
    assertThatThrownBy(() -> words("-x")).hasMessageContaining("no option -x");
  }
}
