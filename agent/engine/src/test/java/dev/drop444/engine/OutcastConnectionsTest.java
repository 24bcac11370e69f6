package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.connection.FakeConnection;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client has open when it is banned or denied. */
class OutcastConnectionsTest {

  private static final String[] TRAP = {"rule.b.path", "/x", "rule.b.action", "ban"};

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, time);
  }

  private static ConnectionWatch open(Engine engine, FakeConnection connection) {
    return Objects.requireNonNull(connection.watchedBy(engine.gates("test").opened(connection)));
  }

  /** One in each state that a connection can be in. */
  private static List<FakeConnection> ofAllKinds(Engine engine, String peer) {
    List<FakeConnection> connections = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      connections.add(FakeConnection.from(peer));
    }
    open(engine, connections.get(0));
    open(engine, connections.get(1)).headIncomplete();
    engine.gates("test").request(Head.get("/").from(peer).on(open(engine, connections.get(2))));
    Head http2 = Head.get("/").from(peer).in(Protocol.HTTP_2);
    engine.gates("test").request(http2.on(open(engine, connections.get(3))));
    ConnectionWatch webSocket = open(engine, connections.get(4));
    engine.gates("test").request(Head.get("/").from(peer).on(webSocket));
    webSocket.upgraded();
    Head upload = Head.of("POST", "/").from(peer).with("content-length", "9");
    engine.gates("test").request(upload.on(open(engine, connections.get(5))));
    return connections;
  }

  @Test
  void areEndedWhateverTheyDo() {
    try (Engine engine = engine(TRAP)) {
      List<FakeConnection> connections = ofAllKinds(engine, "198.51.100.7");
      List<FakeConnection> others = ofAllKinds(engine, "198.51.100.8");
      engine.sweep();
      engine.gates("test").request(Head.get("/x").from("198.51.100.7"));
      engine.sweep();
      assertThat(connections).allMatch(each -> each.ends().equals(List.of(Closing.FIN)));
      assertThat(others).allMatch(each -> each.ends().isEmpty());
      assertThat(engine.counts().outcasts()).containsOnly(entry("b", 6L));
      assertThat(engine.counts().open()).isEqualTo(6);
    }
    assertThat(log.lines())
        .anyMatch(line -> line.contains("action=close gate=connection rule=b what=outcast count="));
  }

  /** Nobody calls sweep here. */
  @Test
  void areEndedSoonByAThreadOfTheEngine() throws InterruptedException {
    try (Engine engine = engine(TRAP)) {
      FakeConnection idle = FakeConnection.from("198.51.100.7");
      engine.gates("test").request(Head.get("/").from("198.51.100.7").on(open(engine, idle)));
      engine.gates("test").request(Head.get("/x").from("198.51.100.7"));
      assertThat(idle.awaitEnd()).isTrue();
    }
  }

  @Test
  void theOneOnWhichTheBanWasEarnedIsLeftToTheServer() {
    try (Engine engine = engine(TRAP)) {
      FakeConnection connection = FakeConnection.from("198.51.100.7");
      Head head = Head.get("/x").from("198.51.100.7").on(open(engine, connection));
      assertThat(engine.gates("test").request(head).drops()).isTrue();
      engine.sweep();
      assertThat(connection.ends()).isEmpty();
      // The server may take its time; the client's next request on it is none.
      assertThat(engine.gates("test").request(head).drops()).isTrue();
    }
  }

  @Test
  void everybodyInABannedPrefixIsMeant() {
    try (Engine engine = engine("rule.b.path", "/x", "rule.b.action", "ban", "close", "rst")) {
      FakeConnection sameNetwork = FakeConnection.from("2001:db8::1:2");
      FakeConnection otherNetwork = FakeConnection.from("2001:db8:0:1::2");
      open(engine, sameNetwork);
      open(engine, otherNetwork);
      engine.gates("test").request(Head.get("/x").from("2001:db8::1"));
      engine.sweep();
      assertThat(sameNetwork.ends()).containsExactly(Closing.RST);
      assertThat(otherNetwork.ends()).isEmpty();
    }
  }

  @Test
  void proxiesAndAllowedPeersKeepTheirs() {
    try (Engine engine =
        engine(
            "rule.b.path", "/x",
            "rule.b.action", "ban",
            "ipv4-prefix", "24",
            "allow", "203.0.113.2",
            "trusted-proxies", "192.0.2.3")) {
      engine.gates("test").request(Head.get("/").from("10.0.0.1").with("via", "1.1 p"));
      List<FakeConnection> kept =
          List.of(
              FakeConnection.from("203.0.113.2"),
              FakeConnection.from("192.0.2.3"),
              FakeConnection.from("10.0.0.1"),
              FakeConnection.from(null));
      FakeConnection banned = FakeConnection.from("203.0.113.9");
      kept.forEach(each -> open(engine, each));
      open(engine, banned);
      engine.gates("test").request(Head.get("/x").from("203.0.113.9"));
      engine
          .gates("test")
          .request(Head.get("/x").from("192.0.2.3").with("x-forwarded-for", "203.0.113.8"));
      engine.sweep();
      assertThat(kept).allMatch(each -> each.ends().isEmpty());
      assertThat(banned.ends()).hasSize(1);
    }
  }

  @Test
  void whatOnlyWatchesEndsNothing() {
    String[][] configurations = {
      {"mode", "monitor", "deny", "198.51.100.0/24"}, {"enforce", "0%", "deny", "198.51.100.0/24"}
    };
    for (String[] configuration : configurations) {
      try (Engine engine = engine(configuration)) {
        FakeConnection open = FakeConnection.from("198.51.100.7");
        open(engine, open);
        engine.reviewConnections();
        engine.sweep();
        assertThat(open.ends()).isEmpty();
      }
    }
  }

  @Test
  void aReloadThatDeniesSomebodyEndsWhatIsOpen() {
    try (Engine engine = engine()) {
      FakeConnection open = FakeConnection.from("198.51.100.7");
      FakeConnection other = FakeConnection.from("198.51.100.8");
      open(engine, open);
      open(engine, other);
      engine.replace(Configurations.of("deny", "198.51.100.7"));
      engine.sweep();
      assertThat(open.ends()).hasSize(1);
      assertThat(other.ends()).isEmpty();
      assertThat(engine.counts().outcasts()).containsOnly(entry("deny", 1L));
    }
  }

  @Test
  void bansFromAFileDoSo(@TempDir Path directory) throws IOException {
    Path bans = directory.resolve("bans.txt");
    Files.writeString(bans, "198.51.100.7 2026-11-23T11:00:00Z gone 1\n");
    try (Engine engine = engine("ban-file", bans.toString())) {
      FakeConnection open = FakeConnection.from("198.51.100.7");
      open(engine, open);
      engine.sweep();
      assertThat(open.ends()).isEmpty();
      engine.tick();
      engine.sweep();
      assertThat(open.ends()).hasSize(1);
      // Files may name any rule; counters must not grow with them.
      assertThat(engine.counts().outcasts()).containsOnly(entry("ban", 1L));
    }
  }

  @Test
  void aDenyListThatGrowsDoesSo(@TempDir Path directory) throws IOException {
    Path list = Files.writeString(directory.resolve("deny.txt"), "192.0.2.1\n");
    Files.setLastModifiedTime(list, FileTime.fromMillis(1_700_000_000_000L));
    try (Engine engine = engine("deny", "@" + list)) {
      FakeConnection open = FakeConnection.from("198.51.100.7");
      open(engine, open);
      engine.tick();
      engine.sweep();
      assertThat(open.ends()).isEmpty();
      Files.writeString(list, "192.0.2.1\n198.51.100.7\n");
      Files.setLastModifiedTime(list, FileTime.fromMillis(1_700_000_060_000L));
      for (int i = 0; i < 4; i++) {
        engine.tick();
      }
      engine.sweep();
      assertThat(open.ends()).hasSize(1);
    }
  }
}
