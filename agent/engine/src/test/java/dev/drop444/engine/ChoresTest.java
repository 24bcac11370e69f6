package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Sources;
import dev.drop444.engine.gate.AcceptVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read again while the server runs. */
class ChoresTest {

  private final RecordingLogger log = new RecordingLogger();
  private final Path directory;
  private long written = 1_700_000_000_000L;

  ChoresTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** Each time with a later date: changes within a clock's tick must not depend on luck. */
  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(written += 60_000));
  }

  private Engine engine(String arguments) {
    Loaded loaded =
        Configuration.load(Sources.of(arguments, new Properties(), Map.of(), directory));
    assertThat(loaded.report()).isEmpty();
    return Engine.start(loaded.configuration().orElseThrow(), () -> log, new MovableTime());
  }

  /** What is changing is left alone until it rests. */
  private static void ticks(Engine engine) {
    for (int i = 0; i < 4; i++) {
      engine.tick();
    }
  }

  private static boolean refuses(Engine engine, String peer) {
    return engine.gates("test").accept(Addresses.of(peer), 0) != AcceptVerdict.PASS;
  }

  @Test
  void anAddressListFollowsItsFileWhereverItIsNamed() throws IOException {
    write("deny.txt", "192.0.2.1\n");
    try (Engine engine = engine("deny=@deny.txt,rule.x.ip=@deny.txt,rule.x.path=/")) {
      assertThat(refuses(engine, "192.0.2.1")).isTrue();
      assertThat(refuses(engine, "192.0.2.2")).isFalse();
      write("deny.txt", "192.0.2.2\n");
      ticks(engine);
      assertThat(refuses(engine, "192.0.2.1")).isFalse();
      assertThat(refuses(engine, "192.0.2.2")).isTrue();
      assertThat(engine.gates("test").request(Head.get("/").from("192.0.2.2")).drops()).isTrue();
    }
    assertThat(log.lines()).anyMatch(line -> line.contains("deny.txt: 1 entries, read"));
  }

  @Test
  void aListThatVanishesKeepsTheLastGoodOneAndSaysSoOnce() throws IOException {
    write("deny.txt", "192.0.2.1\n");
    try (Engine engine = engine("deny=@deny.txt")) {
      Files.delete(directory.resolve("deny.txt"));
      ticks(engine);
      assertThat(refuses(engine, "192.0.2.1")).isTrue();
    }
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN"))
        .singleElement()
        .asString()
        .contains("deny.txt: 1 entries, read")
        .contains("kept, because there is no such file");
  }

  @Test
  void brokenLinesAreWarningsThatAreSaidOnce() throws IOException {
    write("deny.txt", "192.0.2.1\nnonsense\n");
    try (Engine engine = engine("deny=@deny.txt")) {
      ticks(engine);
      assertThat(refuses(engine, "192.0.2.1")).isTrue();
    }
    assertThat(log.lines())
        .filteredOn(line -> line.contains("deny.txt line 2"))
        .singleElement()
        .asString()
        .startsWith("WARN");
  }

  @Test
  void theConfigurationIsReadAgainAndBansStay() throws IOException {
    write("d.properties", "rule.b.path=/x\nrule.b.action=ban\n");
    try (Engine engine = engine("config=d.properties")) {
      engine.gates("test").request(Head.get("/x").from("198.51.100.7"));
      write("d.properties", "rule.c.path=@paths.txt\n");
      write("paths.txt", "/y\n");
      ticks(engine);
      assertThat(engine.gates("test").request(Head.get("/x")).drops()).isFalse();
      assertThat(engine.gates("test").request(Head.get("/y")).rule()).isEqualTo("c");
      assertThat(refuses(engine, "198.51.100.7")).isTrue();
      // A list of patterns is a part of it.
      write("paths.txt", "/z\n");
      ticks(engine);
      assertThat(engine.gates("test").request(Head.get("/y")).drops()).isFalse();
      assertThat(engine.gates("test").request(Head.get("/z")).rule()).isEqualTo("c");
    }
    assertThat(log.lines())
        .filteredOn(line -> line.contains("the configuration was read again: mode=enforce"))
        .hasSize(2);
  }

  @Test
  void aWrongConfigurationChangesNothingAndAllItsProblemsAreSaidOnce() throws IOException {
    write("d.properties", "rule.b.path=/x\n");
    try (Engine engine = engine("config=d.properties")) {
      write("d.properties", "rule.b.path=/y\nmode=montior\nclose=slow\n");
      ticks(engine);
      ticks(engine);
      assertThat(engine.gates("test").request(Head.get("/x")).rule()).isEqualTo("b");
      assertThat(engine.gates("test").request(Head.get("/y")).drops()).isFalse();
      write("d.properties", "rule.b.path=/z\n");
      ticks(engine);
      assertThat(engine.gates("test").request(Head.get("/z")).rule()).isEqualTo("b");
    }
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN"))
        .satisfiesExactly(
            line -> assertThat(line).contains("stays in force. Problems: 2"),
            line -> assertThat(line).contains("d.properties line 2").contains("monitor?"),
            line -> assertThat(line).contains("d.properties line 3").contains("fin or rst"));
  }

  @Test
  void whatIsReadOnlyAtTheStartIsSaid() throws IOException {
    write("d.properties", "max-bans=5\n");
    try (Engine engine = engine("config=d.properties")) {
      write("d.properties", "max-bans=50\n");
      ticks(engine);
    }
    assertThat(log.lines())
        .anyMatch(line -> line.contains("drop444.max-bans has changed, but counts only from"));
  }
}
