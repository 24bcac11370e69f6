package dev.drop444.it.bans;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bans survive a change of the configuration, and with a file even the process. */
class LastingBansTest {

  private static final String BANNED = "127.0.51.66";
  private static final String RULES =
      """
      drop444.spare-loopback = false
      drop444.rule.trap.path = /trap
      drop444.rule.trap.action = ban
      """;

  static List<Server> servers() {
    return Servers.families();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aBanSurvivesAReloadAndARestart(Server server, @TempDir Path directory) throws IOException {
    Path configuration = Files.writeString(directory.resolve("drop444.properties"), RULES);
    Setup setup =
        Setup.agent("lasting-bans")
            .with("config", configuration.toString())
            .with("ban-file", directory.resolve("bans.txt").toString());
    try (ServerProcess first = ServerProcess.start(server, setup)) {
      Caller banned = new Caller(BANNED, first.plainPort());
      Caller other = new Caller("127.0.51.1", first.plainPort());
      assertThat(banned.get("/hello")).isEqualTo("200");
      assertThat(banned.get("/trap")).isEqualTo(SILENCE);
      assertThat(banned.refusal()).isEqualTo(End.RST);

      Files.writeString(configuration, RULES + "drop444.rule.new.path = /hello\n");
      Await.that("the new rule", () -> other.get("/hello"), SILENCE::equals);
      assertThat(banned.refusal()).as("after the reload").isEqualTo(End.RST);

      first.stop();
    }
    try (ServerProcess second = ServerProcess.start(server, setup)) {
      // The file is read when the first connection comes, which may pass.
      Caller other = new Caller("127.0.51.1", second.plainPort());
      assertThat(other.get("/large")).isEqualTo("200");
      Caller banned = new Caller(BANNED, second.plainPort());
      Await.that("the ban", () -> banned.get("/large"), SILENCE::equals);
      assertThat(banned.refusal()).as("after the restart").isEqualTo(End.RST);
      assertThat(other.get("/large")).isEqualTo("200");
    }
  }
}
