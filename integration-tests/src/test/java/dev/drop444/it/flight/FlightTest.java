package dev.drop444.it.flight;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of a server under the agent has what happened, as events with fields. */
class FlightTest {

  @TempDir private Path directory;

  FlightTest() {
    directory = Path.of("");
  }

  @Test
  void dropsBansReloadsAndLists() throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("drop444.properties"),
            "drop444.deny = @list.txt\ndrop444.rule.trap.path = /trap\n");
    Path list = Files.writeString(directory.resolve("list.txt"), "192.0.2.1\n");
    Path recording = directory.resolve("recording.jfr");
    Setup setup =
        Setup.agent("flight")
            .with("config", configuration.toString())
            .with("spare-loopback", "false")
            .with("rule.ban.path", "/ban")
            .with("rule.ban.action", "ban");
    try (ServerProcess server = ServerProcess.start(Servers.families().get(2), setup)) {
      jcmd(server, "JFR.start", "name=test");
      assertThat(new Caller("127.0.32.1", server.plainPort()).get("/trap?x=1")).isEqualTo(SILENCE);
      assertThat(new Caller("127.0.32.2", server.plainPort()).get("/ban")).isEqualTo(SILENCE);
      long mark = server.log().mark();
      Files.writeString(list, "192.0.2.1\n192.0.2.7\n192.0.2.9\n");
      Await.that(
          "the line about the list",
          () -> String.join("\n", server.log().since(mark)),
          lines -> lines.contains("list.txt"));
      Files.writeString(configuration, "drop444.rule.trap.path = /other\n");
      Caller caller = new Caller("127.0.32.3", server.plainPort());
      Await.that("the other rule", () -> caller.get("/other"), SILENCE::equals);
      jcmd(server, "JFR.dump", "name=test", "filename=" + recording);
    }
    List<JsonNode> drops = events(recording, "drop444.Drop");
    assertThat(drops).extracting(drop -> drop.path("rule").asText()).contains("trap", "ban");
    JsonNode first = drops.get(0);
    assertThat(first.path("action").asText()).isEqualTo("drop");
    assertThat(first.path("gate").asText()).isEqualTo("request");
    assertThat(first.path("client").asText()).isEqualTo("127.0.32.1");
    assertThat(first.path("request").asText()).isEqualTo("GET /trap?x=1");
    assertThat(events(recording, "drop444.Ban"))
        .extracting(ban -> ban.path("client").asText())
        .containsExactly("127.0.32.2");
    assertThat(events(recording, "drop444.ListLoad"))
        .extracting(load -> load.path("entries").asInt())
        .contains(3);
    assertThat(events(recording, "drop444.Reload"))
        .extracting(reload -> reload.path("successful").asBoolean())
        .containsExactly(true);
  }

  private static void jcmd(ServerProcess server, String... command) {
    List<String> arguments = new ArrayList<>(List.of(Long.toString(server.pid())));
    arguments.addAll(List.of(command));
    JavaRun run =
        JavaRun.of("jcmd", Surroundings.java().resolveSibling("jcmd"), List.copyOf(arguments));
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
  }

  private static List<JsonNode> events(Path recording, String name) throws IOException {
    JavaRun run =
        JavaRun.of(
            "jfr",
            Surroundings.java().resolveSibling("jfr"),
            List.of("print", "--json", "--events", name, recording.toString()));
    assertThat(run.exit()).as(run.errors()).isZero();
    JsonNode events = new ObjectMapper().readTree(run.output()).path("recording").path("events");
    return StreamSupport.stream(events.spliterator(), false)
        .map(event -> event.path("values"))
        .collect(Collectors.toList());
  }
}
