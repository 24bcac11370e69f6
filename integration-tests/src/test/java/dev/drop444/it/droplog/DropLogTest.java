package dev.drop444.it.droplog;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.ProcessLog;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a flood leaves in the log, and what becomes of traffic when the log cannot be written. */
class DropLogTest {

  private static final Setup SETUP =
      Setup.agent("drop-log")
          .with("log.first", "3")
          .with("log.rate", "50")
          .with("rule.trap.path", "/trap");

  private static final Pattern MORE =
      Pattern.compile("time=\\S+ mode=enforce action=drop gate=request rule=trap more=(\\d+) .*");

  private static final int CLIENTS = 4;
  private static final int EACH = 300;

  @TempDir private Path directory;

  DropLogTest() {
    directory = Path.of("");
  }

  private static ServerProcess start(Setup setup) {
    return ServerProcess.start(Servers.families().get(2), setup);
  }

  private static void flood(ServerProcess server) {
    for (int i = 0; i < CLIENTS * EACH; i++) {
      Caller client = new Caller("127.0.30." + (1 + i % CLIENTS), server.plainPort());
      assertThat(client.get("/trap")).isEqualTo(SILENCE);
    }
  }

  @Test
  void aFloodIsShortAndExact() {
    Path file = directory.resolve("made/for/it/drop.log");
    try (ServerProcess server = start(SETUP.with("log", file.toString()))) {
      ProcessLog log = new ProcessLog(file);
      flood(server);
      Await.that("all drops", () -> drops(log.since(0)), sum -> sum == CLIENTS * EACH);
      assertThat(log.since(0).stream().filter(line -> line.contains(" request=\"")))
          .as("full lines, of which each client has three a minute")
          .hasSizeBetween(CLIENTS * 3, CLIENTS * 6);
      assertThat(server.log().all()).doesNotContain("rule=trap");
    }
  }

  private static long drops(List<String> lines) {
    long sum = 0;
    for (String line : lines) {
      Matcher more = MORE.matcher(line);
      sum += more.matches() ? Long.parseLong(more.group(1)) : line.contains("rule=trap ") ? 1 : 0;
    }
    return sum;
  }

  @Test
  void jsonIsReadByWhoeverReadsJson() throws IOException {
    Path file = directory.resolve("drop.json");
    try (ServerProcess server =
        start(SETUP.with("log", file.toString()).with("log.format", "json"))) {
      flood(server);
      ProcessLog log = new ProcessLog(file);
      Await.that("all drops", () -> dropsOfJson(log.since(0)), sum -> sum == CLIENTS * EACH);
      JsonNode first =
          new ObjectMapper()
              .readTree(
                  log.since(0).stream()
                      .filter(line -> line.contains("\"rule\":\"trap\""))
                      .findFirst()
                      .orElseThrow());
      assertThat(first.path("action").asText()).isEqualTo("drop");
      assertThat(first.path("client").asText()).startsWith("127.0.30.");
      assertThat(first.path("target").asText()).isEqualTo("/trap");
    }
  }

  private static long dropsOfJson(List<String> lines) {
    long sum = 0;
    try {
      for (String line : lines) {
        JsonNode node = new ObjectMapper().readTree(line);
        sum += node.path("rule").asText().equals("trap") ? node.path("more").asLong(1) : 0;
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return sum;
  }

  /** The lines go where an operator will see them, and traffic does not notice. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDisk() {
    try (ServerProcess server = start(SETUP.with("log", "/dev/full"))) {
      Caller client = new Caller("127.0.30.1", server.plainPort());
      assertThat(client.get("/trap")).isEqualTo(SILENCE);
      assertThat(client.get("/hello")).isEqualTo("200");
      Await.that("the line on standard error", () -> drops(server.log().since(0)), sum -> sum == 1);
      assertThat(server.log().all())
          .contains("drop444: cannot write the log to /dev/full", "No space left on device");
    }
  }

  /** What a killed process left of a line does not spoil the first one of the next process. */
  @Test
  void aProcessThatIsKilledInTheMiddleOfALine() throws IOException {
    Path file = directory.resolve("drop.log");
    ProcessLog log = new ProcessLog(file);
    Setup setup = SETUP.with("log", file.toString()).with("log.first", "100000");
    try (ServerProcess server = start(setup)) {
      Caller client = new Caller("127.0.30.5", server.plainPort());
      assertThat(client.get("/trap")).isEqualTo(SILENCE);
      Await.that("a line", () -> drops(log.since(0)), sum -> sum == 1);
    } // killed
    Files.writeString(file, "time=2026-11-26T14:10:00.123Z mode=enf", StandardOpenOption.APPEND);
    try (ServerProcess server = start(setup)) {
      Caller client = new Caller("127.0.30.5", server.plainPort());
      assertThat(client.get("/trap")).isEqualTo(SILENCE);
      Await.that("another line", () -> drops(log.since(0)), sum -> sum == 2);
      assertThat(log.since(0).stream().filter(line -> !line.startsWith("time="))).isEmpty();
      assertThat(log.since(0)).contains("time=2026-11-26T14:10:00.123Z mode=enf");
    }
  }

  @Test
  void aFolderThatIsTakenAway() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    Path file = folder.resolve("drop.log");
    try (ServerProcess server = start(SETUP.with("log", file.toString()))) {
      Caller client = new Caller("127.0.30.1", server.plainPort());
      assertThat(client.get("/trap")).isEqualTo(SILENCE);
      Await.that("a line", () -> drops(new ProcessLog(file).since(0)), sum -> sum == 1);
      Files.delete(file);
      Files.delete(folder);
      Await.that(
          "lines in a new file",
          () -> client.get("/trap") + drops(new ProcessLog(file).since(0)),
          seen -> seen.startsWith(SILENCE) && !seen.endsWith("0"));
      assertThat(client.get("/hello")).isEqualTo("200");
    }
  }
}
