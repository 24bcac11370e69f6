package dev.drop444.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class StandardErrorLogTest {

  @Test
  void writesEachLineAsItIs() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Logger log = StandardErrorLog.on(written);
    log.info("time=now action=drop");
    log.warn("100% {} %msg \\n");
    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("time=now action=drop\n100% {} %msg \\n\n");
  }
}
