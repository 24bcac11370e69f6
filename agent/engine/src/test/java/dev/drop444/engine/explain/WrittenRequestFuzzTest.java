package dev.drop444.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drop444.engine.FuzzInput;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Configurations;
import java.util.List;

/** Any words on the command line: an explanation, or a sentence for what is wrong. */
class WrittenRequestFuzzTest {

  private static final Configuration STRICT =
      Configurations.of(
          "preset", "strict,ai-crawlers", "rule.x.path", "/a/**", "rule.y.query", "*b*");

  /** The client, the request line, and headers, each on a line. */
  @FuzzTest(maxDuration = "3m")
  void explain(byte[] input) {
    String[] lines = FuzzInput.lines(FuzzInput.text(input), 3);
    WrittenRequest request;
    try {
      request = WrittenRequest.of(lines[0], 80, false, lines[1], List.of(lines[2].split("\n", 10)));
    } catch (IllegalArgumentException wrong) {
      assertThat(wrong).hasMessageStartingWith("expected ");
      return;
    }
    assertThat(Explanation.of(STRICT, request).toString()).startsWith("request  ");
  }
}
