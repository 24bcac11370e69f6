package dev.drop444.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wire.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server does not stop for another version of drop444, and its bans outlive the change. */
class UpgradeTest {

  private static final String[] SETTINGS = {
    "spare-loopback=false", "rule.trap.path=/trap", "rule.trap.action=ban"
  };

  static List<Server> servers() {
    return Servers.families();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void anotherJarTakesThePlaceAndTheBans(Server kind, @TempDir Path directory) throws IOException {
    Path jar = Files.copy(Surroundings.agent(), directory.resolve("drop444.jar"));
    Setup started = Setup.BARE.named("upgrade").option("-javaagent:" + jar);
    for (String setting : SETTINGS) {
      started =
          started.with(
              setting.substring(0, setting.indexOf('=')),
              setting.substring(setting.indexOf('=') + 1));
    }
    try (ServerProcess server = ServerProcess.start(kind, started)) {
      Caller banned = new Caller("127.0.60.66", server.plainPort());
      Caller other = new Caller("127.0.60.1", server.plainPort());
      assertThat(banned.get("/trap")).isEqualTo(Caller.SILENCE);
      assertThat(banned.refusal()).isEqualTo(End.RST);
      assertThat(other.get("/hello")).isEqualTo("200");

      // As a packager does it: the file that is in use stays whole, under no name.
      Path next = OtherVersion.write(directory.resolve("next.jar"), "99.1");
      Files.move(next, jar, StandardCopyOption.ATOMIC_MOVE);
      Operator operator = new Operator(jar);
      String replaced = operator.attaches(server).output();
      assertThat(replaced).contains("replaced drop444 0", " by 99.1", "carried over: 1");
      assertThat(operator.guardOf(server)).contains("drop444 99.1");
      assertThat(banned.refusal()).as("banned by the version before").isEqualTo(End.RST);
      assertThat(other.get("/hello")).isEqualTo("200");
      assertThat(other.get("/trap")).isEqualTo(Caller.SILENCE);
      Await.that(
          "one loader on the heap",
          () -> Operator.count(server, "dev.drop444.launcher.AgentLoader"),
          count -> count == 1);

      assertThat(operator.detaches(server).output())
          .as("what both have counted")
          .contains("detached drop444 99.1, which saw", "refused 2 (trap 2)", "dropped 2 (trap 2)");
      assertThat(banned.get("/hello")).isEqualTo("200");
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void theSameJarChangesTheConfigurationOnly(Server kind, @TempDir Path directory)
      throws IOException {
    try (ServerProcess server = ServerProcess.start(kind, Setup.BARE.named("reconfigure"))) {
      Operator operator = Operator.withAgent();
      operator.attaches(server, SETTINGS);
      Caller banned = new Caller("127.0.60.66", server.plainPort());
      Caller other = new Caller("127.0.60.1", server.plainPort());
      assertThat(banned.get("/trap")).isEqualTo(Caller.SILENCE);

      // By another name it is the same.
      Path copy = Files.copy(Surroundings.agent(), directory.resolve("copy.jar"));
      assertThat(
              new Operator(copy)
                  .attaches(server, "spare-loopback=false", "deny=127.0.60.2")
                  .output())
          .contains("another configuration");
      assertThat(banned.refusal()).as("still banned").isEqualTo(End.RST);
      assertThat(new Caller("127.0.60.2", server.plainPort()).refusal()).isEqualTo(End.RST);
      assertThat(other.get("/trap")).as("a rule that is gone").isNotEqualTo(Caller.SILENCE);

      // A file that the server had not been told of when it started is followed from now on.
      Path file = Files.writeString(directory.resolve("d.properties"), "rule.a.path=/in-file\n");
      operator.attaches(server, "--config", file.toString());
      assertThat(other.get("/in-file")).isEqualTo(Caller.SILENCE);
      Files.writeString(file, "rule.a.path=/in-file-later\n");
      Await.that(
          "the file to be read again",
          () -> other.get("/in-file-later"),
          seen -> seen.equals(Caller.SILENCE));
    }
  }
}
