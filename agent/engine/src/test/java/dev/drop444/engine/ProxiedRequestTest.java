package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients behind proxies: whom rules act on, and whom they never touch. */
class ProxiedRequestTest {

  private static final String PROXY = "203.0.113.80";
  private static final String CLIENT = "198.51.100.7";

  private final RecordingLogger log = new RecordingLogger();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, new MovableTime());
  }

  private static Head from(String peer, String forwardedFor) {
    return Head.get("/x").from(peer).with("x-forwarded-for", forwardedFor);
  }

  @Test
  void aTrustedProxyIsNeitherClosedOnNorRefusedNorBanned() {
    try (Engine engine =
        engine(
            "trusted-proxies",
            PROXY,
            "deny",
            "203.0.113.0/24",
            "rule.b.path",
            "/x",
            "rule.b.action",
            "ban")) {
      assertThat(engine.gates("test").accept(Addresses.of(PROXY), 0)).isEqualTo(AcceptVerdict.PASS);
      for (Head head : List.of(from(PROXY, CLIENT), Head.get("/x").from(PROXY))) {
        Verdict verdict = engine.gates("test").request(head);
        assertThat(verdict.drops()).isFalse();
        assertThat(verdict.responds()).isTrue();
        assertThat(verdict.status()).isEqualTo(444);
      }
      assertThat(engine.gates("test").malformed(Addresses.of(PROXY), 0, Malformation.SYNTAX, null))
          .isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").accept(Addresses.of(PROXY), 0)).isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.counts().spared()).isEqualTo(1);
      assertThat(engine.counts().signals()).isEqualTo(2);
      // It is the client that is banned, and that comes to light when it comes by itself.
      assertThat(engine.gates("test").accept(Addresses.of(CLIENT), 0)).isEqualTo(AcceptVerdict.RST);
      assertThat(engine.counts().bans()).isEqualTo(1);
    }
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN"))
        .singleElement()
        .asString()
        .contains("rule deny hit something malformed from " + PROXY);
    assertThat(log.lines())
        .anyMatch(
            line ->
                line.contains("answer=444")
                    && line.contains("client=" + CLIENT + " peer=" + PROXY));
  }

  @Test
  void aProxyIsClosedOnOnlyIfTheOperatorInsists() {
    try (Engine engine =
        engine("trusted-proxies", PROXY, "rule.b.path", "/x", "proxy.signal", "close")) {
      assertThat(engine.gates("test").request(from(PROXY, CLIENT)).drops()).isTrue();
    }
    try (Engine engine =
        engine("trusted-proxies", PROXY, "rule.b.path", "/x", "proxy.signal", "403")) {
      assertThat(engine.gates("test").request(from(PROXY, CLIENT)).status()).isEqualTo(403);
    }
  }

  @Test
  void whoSpeaksAProxysProtocolIsNeverClosedOn() {
    for (String[] more : new String[][] {{"proxy.signal", "close"}, {"proxy.signal", "444"}}) {
      try (Engine engine = engine("rule.b.path", "/x", "rule.b.action", "ban", more[0], more[1])) {
        RawHead head = RawHead.of("GET /x HTTP/1.1").from(PROXY).forwardedFor(CLIENT);
        Verdict verdict = engine.gates("test").request(head);
        assertThat(verdict.drops()).isFalse();
        assertThat(verdict.status()).isEqualTo(444);
        // Nobody is banned on the word of somebody unknown, nor is who says it.
        assertThat(engine.counts().bans()).isZero();
      }
    }
    assertThat(log.lines()).anyMatch(line -> line.contains("which sends AJP and so looks like"));
  }

  @Test
  void rulesActOnTheClient() {
    try (Engine engine =
        engine(
            "trusted-proxies",
            PROXY,
            "mode",
            "monitor",
            "allow",
            "192.0.2.1",
            "deny",
            CLIENT,
            "rule.i.ip",
            "192.0.2.0/24")) {
      engine.gates("test").request(from(PROXY, CLIENT));
      engine.gates("test").request(from(PROXY, "192.0.2.1"));
      engine.gates("test").request(from(PROXY, "192.0.2.2"));
      engine.gates("test").request(from(PROXY, "192.0.2.3, " + CLIENT));
      // Whoever sends the header without being a proxy speaks for itself.
      engine.gates("test").request(from("198.51.100.99", CLIENT));
      assertThat(engine.counts().wouldDrop())
          .containsOnly(java.util.Map.entry("deny", 2L), java.util.Map.entry("i", 1L));
    }
  }

  @Test
  void aForgedHeaderNeitherHidesNorFrames() {
    try (Engine engine =
        engine("trusted-proxies", PROXY, "rule.b.path", "/x", "rule.b.action", "ban")) {
      engine.gates("test").request(from("198.51.100.66", "192.0.2.44"));
      engine.gates("test").request(from(PROXY, "192.0.2.44, 198.51.100.67"));
      engine.gates("test").request(from(PROXY, "192.0.2.44, garbage"));
      assertThat(engine.gates("test").accept(Addresses.of("192.0.2.44"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.66"), 0))
          .isEqualTo(AcceptVerdict.RST);
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.67"), 0))
          .isEqualTo(AcceptVerdict.RST);
      assertThat(engine.counts().bans()).isEqualTo(2);
    }
  }

  @Test
  void theHeaderIsTheOneThatIsConfigured() {
    try (Engine engine =
        engine(
            "trusted-proxies",
            PROXY,
            "client-address-header",
            "CF-Connecting-IP",
            "mode",
            "monitor",
            "deny",
            CLIENT)) {
      engine.gates("test").request(from(PROXY, CLIENT));
      assertThat(engine.counts().wouldDrop()).isEmpty();
      engine.gates("test").request(Head.get("/").from(PROXY).with("cf-connecting-ip", CLIENT));
      assertThat(engine.counts().wouldDrop()).containsOnlyKeys("deny");
    }
  }

  @Test
  void aPresumedProxyIsAllowedByItsAddressButHitByNone() {
    try (Engine engine =
        engine("deny", "10.0.0.0/8", "rule.n.not-ip", "192.0.2.0/24", "allow", "10.5.0.1")) {
      assertThat(engine.gates("test").request(from("10.1.1.1", CLIENT))).isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").request(from("10.5.0.1", CLIENT))).isSameAs(Verdict.PASS);
      assertThat(engine.counts().spared()).isZero();
    }
  }
}
