package dev.drop444.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyTest {

  @Test
  void theFirstWordIsTheOutcome() {
    assertThat(Reply.of(List.of("good", "attached", "x")).outcome()).isEqualTo(Reply.Outcome.DONE);
    assertThat(Reply.of(List.of("good", "attached", "x")).lines()).containsExactly("attached", "x");
    assertThat(Reply.of(List.of("wrong")).outcome()).isEqualTo(Reply.Outcome.WRONG);
    assertThat(Reply.of(List.of("failed", "why")).outcome()).isEqualTo(Reply.Outcome.FAILED);
    assertThat(Reply.of(List.of("word of a later version")).outcome())
        .isEqualTo(Reply.Outcome.FAILED);
    assertThat(Reply.of(List.of()).lines()).isEmpty();
  }
}
