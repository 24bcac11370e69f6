package dev.drop444.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.app.EmptyMain;
import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where configuration comes from, and what a wrong one does to the start. */
class ConfigurationTest {

  private static final Setup WRONG =
      Setup.agent("wrong")
          .with("mode", "enforcee")
          .with("dennny", "192.0.2.1")
          .with("allow", "192.0.2.300")
          .with("rule.admin.pathh", "/admin/**");

  @Test
  void wrongOneStopsTheStartWithEveryProblemAtOnce() {
    JavaRun run = JavaRun.of(WRONG, EmptyMain.class);
    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).isEmpty();
    assertThat(run.errors())
        .contains("drop444.mode", "enforcee", "enforce, monitor")
        .contains("drop444.dennny", "drop444.deny")
        .contains("drop444.allow", "192.0.2.300")
        .contains("drop444.rule.admin.pathh", "drop444.rule.admin.path")
        .doesNotContain("\tat ");
  }

  @Test
  void wrongOneStartsUnprotectedIfAskedTo() {
    JavaRun run = JavaRun.of(WRONG.with("on-config-error", "off"), EmptyMain.class);
    assertThat(run.exit()).isZero();
    assertThat(run.output()).contains("main was reached");
    assertThat(run.errors()).contains("drop444.mode", "drop444.dennny");
  }

  @Test
  void anyOfTheSourcesMakesRules(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("drop444.properties"), "drop444.rule.file.path = /from-file\n");
    Setup setup =
        Setup.BARE
            .named("sources")
            .option("-javaagent:" + Surroundings.agent() + "=rule.argument.path=/from-argument")
            .with("rule.property.path", "/from-property")
            .with("config", file.toString())
            .environment("DROP444_RULE_ENVIRONMENT_PATH", "/from-environment");
    try (ServerProcess server = ServerProcess.start(Servers.families().get(0), setup)) {
      assertThat(ending(server, "/hello")).isEqualTo("200");
      assertThat(ending(server, "/from-argument")).startsWith("closed, 0 bytes");
      assertThat(ending(server, "/from-property")).startsWith("closed, 0 bytes");
      assertThat(ending(server, "/from-environment")).startsWith("closed, 0 bytes");
      assertThat(ending(server, "/from-file")).startsWith("closed, 0 bytes");
    }
  }

  private static String ending(ServerProcess server, String path) throws IOException {
    return Conversation.of(Request.get(path)).hold(server, Protocol.HTTP1, "127.0.0.1").ending();
  }
}
