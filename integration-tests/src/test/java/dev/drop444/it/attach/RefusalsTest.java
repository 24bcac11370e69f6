package dev.drop444.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be had is said in one line, with an exit status of its own, and harms nobody. */
class RefusalsTest {

  private static final int WRONG_CONFIGURATION = 1;
  private static final int NOT_UNDERSTOOD = 2;
  private static final int NO_SUCH_JVM = 3;
  private static final int REFUSED = 7;
  private static final int NO_ATTACH_MODULE = 8;

  private static final Operator OPERATOR = Operator.withAgent();

  private static void refused(JavaRun run, int status, String because) {
    assertThat(run.exit()).as(run.errors()).isEqualTo(status);
    assertThat(run.errors()).contains(because).doesNotContain("\tat ");
    assertThat(run.output()).isEmpty();
  }

  @Test
  void whatIsNotThere() {
    refused(OPERATOR.runs("attach", "no-server-of-this-name"), NO_SUCH_JVM, "no JVM is called");
    refused(OPERATOR.runs("attach"), NOT_UNDERSTOOD, "needs a process id or a name");
    refused(OPERATOR.runs("attach", "mode=off"), NOT_UNDERSTOOD, "needs a process id or a name");
    refused(OPERATOR.runs("detach", "1", "mode=off"), NOT_UNDERSTOOD, "no settings");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatIsNoJvmLivesOn() throws Exception {
    Process sleeping = new ProcessBuilder("sleep", "300").start();
    String pid = Long.toString(sleeping.pid());
    try {
      refused(OPERATOR.runs("attach", pid), NO_SUCH_JVM, "is not a JVM");
      assertThat(sleeping.isAlive()).isTrue();
    } finally {
      sleeping.destroy();
      sleeping.waitFor();
    }
    refused(OPERATOR.runs("attach", pid), NO_SUCH_JVM, "there is no process " + pid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading", "-Xrs"})
  @EnabledOnOs(OS.LINUX)
  void aJvmThatIsClosed(String option) {
    Setup closed = Setup.BARE.named("closed").option(option);
    try (ServerProcess server = ServerProcess.start(Servers.families().get(0), closed)) {
      refused(OPERATOR.runs("attach", Long.toString(server.pid())), REFUSED, option);
      assertThat(server.plainPort()).isPositive();
      assertThat(server.visits()).as("it lives").isNotNegative();
    }
  }

  @Test
  void aJavaThatCannotAttach() {
    refused(
        OPERATOR.runs(List.of("--limit-modules", "java.base,java.instrument"), "list"),
        NO_ATTACH_MODULE,
        "jdk.attach");
  }

  /** Nor is anything changed where something runs already. */
  @Test
  void aWrongConfigurationAttachesNothing() throws IOException {
    try (ServerProcess server =
        ServerProcess.start(Servers.families().get(0), Setup.BARE.named("wrong"))) {
      String[] wrong = {
        "attach",
        Long.toString(server.pid()),
        "mode=enforcee",
        "dennny=192.0.2.1",
        "on-config-error=off"
      };
      JavaRun nothing = OPERATOR.runs(wrong);
      refused(nothing, WRONG_CONFIGURATION, "drop444.mode");
      assertThat(nothing.errors()).contains("enforce, monitor", "drop444.deny?");
      assertThat(OPERATOR.guardOf(server)).doesNotContain("drop444 0");

      OPERATOR.attaches(server, "rule.page.path=/page");
      refused(OPERATOR.runs(wrong), WRONG_CONFIGURATION, "drop444.mode");
      try (OpenConnection connection =
          new OpenConnection(server, dev.drop444.it.wire.Protocol.HTTP1)) {
        assertThat(connection.ask(dev.drop444.it.wire.Request.get("/page")))
            .as("the configuration before")
            .isEqualTo("closed, FIN");
      }
    }
  }
}
