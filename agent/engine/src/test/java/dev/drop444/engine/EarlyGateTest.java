package dev.drop444.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The early look: the first bytes of a connection, through the gates. */
class EarlyGateTest {

  private static final String BAD = "GET /bad HTTP/1.1\r\nHost: a.example\r\n\r\n";
  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a.example\r\n\r\n";

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.withEveryLine(configuration), () -> log, time);
  }

  private static Verdict early(Engine engine, String bytes) {
    return early(engine, "198.51.100.1", bytes);
  }

  private static Verdict early(Engine engine, String peer, String bytes) {
    ByteBuffer read = ByteBuffer.allocateDirect(4096).put(bytes.getBytes(ISO_8859_1)).flip();
    return engine.gates("test").early(Addresses.of(peer), 8080, read);
  }

  @Test
  void whatTheRequestGateWouldDropIsDroppedCountedAndWrittenAsThere() {
    try (Engine engine = engine("rule.a.path", "/bad", "rule.a.close", "rst")) {
      Verdict verdict = early(engine, BAD);
      assertThat(verdict.drops()).isTrue();
      assertThat(verdict.rule()).isEqualTo("a");
      assertThat(verdict.closing()).isEqualTo(Closing.RST);
      assertThat(engine.counts().dropped()).isEqualTo(Map.of("a", 1L));
      assertThat(engine.counts().requests()).isEqualTo(1);
      assertThat(engine.counts().early()).isEqualTo(1);
    }
    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0))
        .contains("action=drop gate=request rule=a")
        .contains("client=198.51.100.1")
        .contains("\"GET /bad HTTP/1.1\"");
  }

  /** The server brings it again, and then it counts. */
  @Test
  void whatPassesIsCountedNowhere() {
    try (Engine engine =
        engine(
            "rule.a.path", "/bad",
            "rule.m.path", "/good",
            "rule.m.action", "monitor",
            "rule.m.order", "1",
            "rule.r.rate", "1/h")) {
      for (int i = 0; i < 10; i++) {
        assertThat(early(engine, GOOD)).isEqualTo(Verdict.PASS);
      }
      assertThat(engine.counts().requests()).isZero();
      assertThat(engine.counts().early()).isZero();
      assertThat(engine.counts().wouldDrop()).isEmpty();
      assertThat(engine.gates("test").request(Head.get("/good")).drops()).isFalse();
      // The rate is known here, too, once somebody has used it up.
      assertThat(early(engine, GOOD).rule()).isEqualTo("r");
    }
  }

  @Test
  void aRuleMayBan() {
    try (Engine engine = engine("rule.a.path", "/bad", "rule.a.action", "ban")) {
      assertThat(early(engine, BAD).drops()).isTrue();
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.1"), 8080))
          .isEqualTo(AcceptVerdict.RST);
    }
  }

  @Test
  void whatIsNotSureIsLeftToTheRequestGate() {
    List<String[]> configurations =
        List.of(
            new String[] {"mode", "monitor"},
            new String[] {"mode", "off"},
            new String[] {"enforce", "0%"},
            new String[] {"rule.a.enforce", "0%"},
            new String[] {"rule.a.maxretry", "3"},
            new String[] {"rule.a.action", "respond"},
            new String[] {"rule.a.action", "monitor"},
            new String[] {"allow", "198.51.100.0/24"},
            new String[] {"trusted-proxies", "198.51.100.0/24"},
            new String[] {"rule.b.path", "/bad", "rule.b.action", "allow", "rule.b.order", "1"},
            new String[] {"rule.b.path", "/bad", "rule.b.action", "respond", "rule.b.order", "1"});
    for (String[] more : configurations) {
      String[] all = new String[more.length + 2];
      all[0] = "rule.a.path";
      all[1] = "/bad";
      System.arraycopy(more, 0, all, 2, more.length);
      try (Engine engine = engine(all)) {
        assertThat(early(engine, BAD)).as(String.join(" ", more)).isEqualTo(Verdict.PASS);
        assertThat(engine.counts().requests()).isZero();
        assertThat(engine.counts().bans()).isZero();
      }
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void whatEveryServerRefusesIsDroppedAsMalformed() {
    String malformed = BAD.replace("/bad", "/a b");
    try (Engine engine = engine()) {
      assertThat(early(engine, malformed).drops()).isTrue();
      assertThat(engine.counts().malformed()).isEqualTo(1);
      assertThat(engine.counts().malformedDropped()).isEqualTo(Map.of("malformed", 1L));
    }
    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0))
        .contains("action=drop gate=malformed rule=malformed")
        .contains("kind=syntax")
        .contains("GET /a b HTTP/1.1");
    try (Engine engine = engine("trusted-proxies", "198.51.100.1", "rule.a.path", "/**")) {
      assertThat(early(engine, malformed)).isEqualTo(Verdict.PASS);
      assertThat(early(engine, "198.51.100.2", malformed).drops()).isTrue();
    }
    try (Engine engine = engine("mode", "monitor")) {
      assertThat(early(engine, malformed)).isEqualTo(Verdict.PASS);
    }
    try (Engine engine = engine("preset", "none", "rule.a.path", "/**")) {
      assertThat(early(engine, malformed)).isEqualTo(Verdict.PASS);
      assertThat(engine.counts().malformed()).isZero();
    }
  }

  /** A private peer that passes on somebody's request: its connection is not closed on others. */
  @Test
  void aProxyKeepsItsConnection() {
    String passedOn = BAD.replace("\r\n\r\n", "\r\nX-Forwarded-For: 203.0.113.1\r\n\r\n");
    try (Engine engine = engine("rule.a.path", "/bad")) {
      assertThat(early(engine, "10.0.0.1", passedOn)).isEqualTo(Verdict.PASS);
      assertThat(early(engine, "10.0.0.1", BAD).drops()).isTrue();
      engine
          .gates("test")
          .request(Head.get("/").from("10.0.0.1").with("x-forwarded-for", "1.2.3.4"));
      assertThat(early(engine, "10.0.0.1", BAD)).isEqualTo(Verdict.PASS);
    }
  }

  /** There may be more where that came from, and closing would reset it. */
  @Test
  void aFullBufferPasses() {
    try (Engine engine = engine("rule.a.path", "/bad")) {
      ByteBuffer full = ByteBuffer.wrap(BAD.getBytes(ISO_8859_1));
      assertThat(engine.gates("test").early(Addresses.of("198.51.100.1"), 8080, full))
          .isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void aFloodBeginsWithManyDropsInASecondAndEndsWithoutThem() {
    try (Engine engine = engine("rule.a.path", "/bad")) {
      Gates gates = engine.gates("test");
      for (int second = 0; second < 5; second++) {
        for (int i = 0; i < FloodWatch.MANY - 1; i++) {
          gates.request(Head.get("/bad"));
        }
        assertThat(gates.looksEarly()).isFalse();
        time.advance(Duration.ofSeconds(1));
      }
      for (int i = 0; i < FloodWatch.MANY; i++) {
        gates.request(Head.get("/bad"));
      }
      assertThat(gates.looksEarly()).isTrue();
      time.advance(Duration.ofMillis(9_999));
      assertThat(gates.looksEarly()).isTrue();
      // Those that are dropped early keep it up.
      for (int i = 0; i < FloodWatch.MANY; i++) {
        early(engine, BAD);
      }
      time.advance(Duration.ofMillis(9_999));
      assertThat(gates.looksEarly()).isTrue();
      time.advance(Duration.ofMillis(2));
      assertThat(gates.looksEarly()).isFalse();
    }
  }

  @Test
  void dropsOnPaperAreNoFlood() {
    try (Engine engine = engine("rule.a.path", "/bad", "enforce", "0%")) {
      for (int i = 0; i < 10 * FloodWatch.MANY; i++) {
        engine.gates("test").request(Head.get("/bad"));
      }
      assertThat(engine.gates("test").looksEarly()).isFalse();
    }
  }

  /** Whom a server would be given back later, nobody could give back then. */
  @Test
  void nobodyLooksEarlyWhoIsAboutToLeave() {
    try (Engine engine = engine("early-look", "always")) {
      engine.leave();
      assertThat(engine.gates("test").looksEarly()).isFalse();
    }
  }

  @Test
  void itCanBeHadAlwaysOrNever() {
    try (Engine engine = engine("early-look", "always")) {
      assertThat(engine.gates("test").looksEarly()).isTrue();
    }
    try (Engine engine = engine("early-look", "always", "mode", "monitor")) {
      assertThat(engine.gates("test").looksEarly()).isFalse();
    }
    try (Engine engine = engine("early-look", "never", "rule.a.path", "/bad")) {
      for (int i = 0; i < 10 * FloodWatch.MANY; i++) {
        engine.gates("test").request(Head.get("/bad"));
      }
      assertThat(engine.gates("test").looksEarly()).isFalse();
    }
  }
}
