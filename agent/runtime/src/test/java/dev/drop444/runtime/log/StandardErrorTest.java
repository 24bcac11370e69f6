package dev.drop444.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardErrorTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StandardError log = StandardError.to(out);

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesEachMessageAsALineAsItIs() {
    log.info("path=\"/ä/{}\" %msg");
    log.warn("a warning");
    assertThat(written())
        .isEqualTo(
            "path=\"/ä/{}\" %msg" + System.lineSeparator() + "a warning" + System.lineSeparator());
  }

  @Test
  void writesNothingBelow() {
    log.debug("not this");
    log.trace("nor that");
    assertThat(written()).isEmpty();
  }
}
