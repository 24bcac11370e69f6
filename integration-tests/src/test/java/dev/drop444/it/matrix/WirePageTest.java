package dev.drop444.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.wire.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The wire contract as {@code docs/protocols.md} has it is the one that MatrixTest holds to. */
class WirePageTest {

  /** Tests run in the module's directory. */
  private static final Path DOCUMENTATION = Path.of("../docs/protocols.md");

  private static final String HEAD =
      """
      # What a dropped client sees

      <!-- Made by WirePageTest from the table that MatrixTest runs. To renew it: ./mvnw -pl integration-tests -am verify -Dtest=WirePageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpage.write=true -->

      Each cell is held against what comes over the wire from every server of the [support table](support.md): the same on
      all of them. *0 bytes* is of HTTP; RST_STREAM stands with its code (8 is CANCEL), and a GOAWAY would be named.
      *next stream 200* is another request on the same connection. Virtual threads, WebSockets that are open and long
      streams have tests of their own; what cannot be had is in [limits.md](limits.md).

      """;

  @Test
  void isWhatTheMatrixHoldsTo() throws IOException {
    if (Boolean.getBoolean("page.write")) {
      Files.writeString(DOCUMENTATION, page());
    }
    assertThat(DOCUMENTATION)
        .as("renew it with the command in its comment")
        .content()
        .isEqualTo(page());
  }

  private static String page() {
    StringBuilder text = new StringBuilder(HEAD).append("| Request |");
    for (Protocol protocol : Protocol.values()) {
      text.append(' ').append(protocol).append(" |");
    }
    text.append(" h2 by upgrade |\n|").append("---|".repeat(Protocol.values().length + 2));
    for (Case line : Cases.WIRE) {
      text.append("\n| ").append(line.name()).append(" |");
      for (Protocol protocol : Protocol.values()) {
        boolean there = line.protocols().contains(protocol);
        text.append(' ').append(there ? line.outcome().over(protocol) : "").append(" |");
      }
      boolean upgraded = MatrixTest.runsUpgraded(line);
      text.append(' ').append(upgraded ? line.outcome().over(Protocol.H2) : "").append(" |");
    }
    return text.append('\n').toString();
  }
}
