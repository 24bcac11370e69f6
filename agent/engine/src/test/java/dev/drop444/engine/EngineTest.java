package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineTest {

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, time);
  }

  private static Head scanner() {
    return Head.get("/").with("host", "localhost:8080").agent("sqlmap/1.8");
  }

  @Test
  void withNothingConfiguredScannersAreDroppedAndOthersPass() {
    try (Engine engine = engine()) {
      Verdict verdict = engine.gates("test").request(scanner());
      assertThat(verdict.drops()).isTrue();
      assertThat(verdict.rule()).isEqualTo("scanners");
      assertThat(verdict.closing()).isEqualTo(Closing.FIN);
      assertThat(verdict.closesHttp2Connection()).isFalse();
      assertThat(engine.gates("test").request(Head.get("/").agent("curl/8.5.0")))
          .isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").request(Head.get("/"))).isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.1"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.counts().requests()).isEqualTo(3);
      assertThat(engine.counts().dropped()).containsOnly(java.util.Map.entry("scanners", 1L));
    }
  }

  @Test
  void whatIsDroppedIsInTheServersAccessLogUnlessItIsNotToBe() {
    try (Engine engine = engine()) {
      assertThat(engine.gates("test").writesAccessLog()).isTrue();
      engine.replace(Configurations.of("access-log", "false"));
      assertThat(engine.gates("test").writesAccessLog()).isFalse();
    }
  }

  @Test
  void aDropIsOneLine() {
    try (Engine engine = engine()) {
      engine.gates("test").request(scanner());
    }
    assertThat(log.lines())
        .containsExactly(
            "INFO time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=request"
                + " rule=scanners client=198.51.100.1 peer=198.51.100.1"
                + " request=\"GET / HTTP/1.1\" host=\"localhost:8080\" user-agent=\"sqlmap/1.8\"");
  }

  @Test
  void monitorDecidesCountsAndLogsButPasses() {
    try (Engine engine =
        engine(
            "mode",
            "monitor",
            "deny",
            "203.0.113.0/24",
            "rule.b.path",
            "/x",
            "rule.b.action",
            "ban")) {
      assertThat(engine.gates("test").request(scanner()).drops()).isFalse();
      assertThat(engine.gates("test").request(Head.get("/x")).drops()).isFalse();
      assertThat(engine.gates("test").request(Head.get("/").from("203.0.113.9")).drops()).isFalse();
      assertThat(engine.gates("test").accept(Addresses.of("203.0.113.9"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.1"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.counts().dropped()).isEmpty();
      assertThat(engine.counts().wouldDrop()).containsOnlyKeys("scanners", "b", "deny");
      assertThat(engine.counts().wouldRefuse()).containsOnlyKeys("deny");
      assertThat(engine.counts().bans()).isZero();
    }
    assertThat(log.lines())
        .anyMatch(
            line -> line.contains("mode=monitor action=would-drop gate=request rule=scanners"))
        .anyMatch(line -> line.contains("action=would-ban gate=request rule=b"))
        .anyMatch(line -> line.contains("action=would-refuse gate=accept rule=deny"));
  }

  @Test
  void offDoesNothing() {
    try (Engine engine = engine("mode", "off", "deny", "203.0.113.0/24")) {
      assertThat(engine.gates("test").request(scanner())).isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").accept(Addresses.of("203.0.113.9"), 0))
          .isEqualTo(AcceptVerdict.PASS);
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void deniedClientsAreRefusedAtAcceptAndDroppedOnOpenConnections() {
    try (Engine engine = engine("deny", "203.0.113.0/24,2001:db8::/32", "close", "rst")) {
      assertThat(engine.gates("test").accept(Addresses.of("203.0.113.9"), 0))
          .isEqualTo(AcceptVerdict.RST);
      assertThat(engine.gates("test").accept(Addresses.of("2001:db8::9"), 0))
          .isEqualTo(AcceptVerdict.RST);
      assertThat(engine.gates("test").accept(Addresses.of("203.0.114.9"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      Verdict verdict = engine.gates("test").request(Head.get("/").from("203.0.113.9"));
      assertThat(verdict.rule()).isEqualTo("deny");
      assertThat(verdict.closing()).isEqualTo(Closing.RST);
      assertThat(verdict.closesHttp2Connection()).isTrue();
    }
  }

  @Test
  void acceptCanCloseInOrder() {
    try (Engine engine = engine("deny", "203.0.113.0/24", "accept.close", "fin")) {
      assertThat(engine.gates("test").accept(Addresses.of("203.0.113.9"), 0))
          .isEqualTo(AcceptVerdict.FIN);
    }
  }

  @Test
  void allowBeatsDenyRulesAndBans() {
    try (Engine engine =
        engine(
            "allow",
            "203.0.113.9",
            "deny",
            "203.0.113.0/24",
            "rule.b.path",
            "/**",
            "rule.b.action",
            "ban",
            "ipv4-prefix",
            "24")) {
      Head good = scanner().from("203.0.113.9");
      assertThat(engine.gates("test").accept(Addresses.of("203.0.113.9"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.gates("test").request(good)).isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").request(Head.get("/").from("203.0.113.8")).drops()).isTrue();
      assertThat(engine.gates("test").accept(Addresses.of("203.0.113.9"), 0))
          .isEqualTo(AcceptVerdict.PASS);
    }
  }

  @Test
  void aBannedClientIsRefusedUntilTheBanEnds() {
    try (Engine engine =
        engine("rule.b.path", "/x", "rule.b.action", "ban", "rule.b.bantime", "1h")) {
      Verdict verdict = engine.gates("test").request(Head.get("/x").from("198.51.100.7"));
      assertThat(verdict.rule()).isEqualTo("b");
      assertThat(verdict.closesHttp2Connection()).isTrue();
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.7"), 0))
          .isEqualTo(AcceptVerdict.RST);
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.8"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.counts().bans()).isEqualTo(1);

      Verdict onOpenConnection =
          engine.gates("test").request(Head.get("/fine").from("198.51.100.7"));
      assertThat(onOpenConnection.rule()).isEqualTo("b");
      assertThat(onOpenConnection.closesHttp2Connection()).isTrue();

      time.advance(Duration.ofMinutes(59));
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.7"), 0))
          .isEqualTo(AcceptVerdict.RST);
      time.advance(Duration.ofMinutes(1));
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.7"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.gates("test").request(Head.get("/fine").from("198.51.100.7")))
          .isSameAs(Verdict.PASS);
    }
    assertThat(log.lines())
        .anyMatch(
            line -> line.contains("action=ban gate=request rule=b until=2026-11-23T11:00:00.000Z"));
  }

  @Test
  void loopbackIsDroppedButNeverBannedUnlessAsked() {
    String[] ban = {"rule.b.path", "/x", "rule.b.action", "ban"};
    for (String loopback : List.of("127.0.0.1", "127.8.8.8", "::1")) {
      try (Engine engine = engine(ban)) {
        assertThat(engine.gates("test").request(Head.get("/x").from(loopback)).drops()).isTrue();
        assertThat(engine.gates("test").accept(Addresses.of(loopback), 0))
            .isEqualTo(AcceptVerdict.PASS);
        assertThat(engine.gates("test").request(Head.get("/").from(loopback)).drops()).isFalse();
      }
      try (Engine engine =
          engine("rule.b.path", "/x", "rule.b.action", "ban", "spare-loopback", "false")) {
        assertThat(engine.gates("test").request(Head.get("/x").from(loopback)).drops()).isTrue();
        assertThat(engine.gates("test").accept(Addresses.of(loopback), 0))
            .isEqualTo(AcceptVerdict.RST);
      }
    }
    assertThat(log.lines()).filteredOn(line -> line.contains("action=ban")).hasSize(3);
  }

  @Test
  void aPresumedProxyIsNeitherClosedOnNorBanned() {
    try (Engine engine =
        engine("rule.b.path", "/x", "rule.b.action", "ban", "deny", "10.9.0.0/16")) {
      Head proxied = Head.get("/x").from("10.1.2.3").with("x-forwarded-for", "198.51.100.1");
      // The bare signal, and no close.
      assertThat(engine.gates("test").request(proxied).status()).isEqualTo(444);
      assertThat(engine.gates("test").request(proxied).drops()).isFalse();
      assertThat(
              engine.gates("test").request(scanner().from("10.1.2.3").with("via", "1.1 p")).drops())
          .isFalse();
      assertThat(
              engine
                  .gates("test")
                  .request(Head.get("/").from("10.9.9.9").with("forwarded", "for=_x"))
                  .drops())
          .isFalse();
      // What it sends for itself is dropped, but does not get everybody else refused.
      assertThat(engine.gates("test").request(Head.get("/x").from("10.1.2.3")).drops()).isTrue();
      assertThat(engine.gates("test").accept(Addresses.of("10.1.2.3"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.counts().bans()).isZero();
      // deny acts on clients, and who stands behind the proxy is not known.
      assertThat(engine.counts().signals()).isEqualTo(3);
      time.advance(Duration.ofMinutes(1));
      engine.gates("test").request(proxied);
    }
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN") && line.contains("drop444.trusted-proxies"))
        .filteredOn(line -> line.contains("10.1.2.3"))
        .hasSize(2);
  }

  @Test
  void aBanOfAnAddressThatManyMayShareIsSaidLoudly() {
    try (Engine engine = engine("rule.b.path", "/x", "rule.b.action", "ban")) {
      engine.gates("test").request(Head.get("/x").from("198.51.100.7"));
      engine.gates("test").request(Head.get("/x").from("172.17.0.1"));
    }
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN"))
        .singleElement()
        .asString()
        .contains("rule b banned 172.17.0.1, which is not a public address");
  }

  @Test
  void aPublicPeerThatSendsForwardingFieldsIsJustAClient() {
    try (Engine engine = engine()) {
      assertThat(
              engine.gates("test").request(scanner().with("x-forwarded-for", "10.0.0.1")).drops())
          .isTrue();
    }
  }

  @Test
  void whatFailsInsidePassesAndIsLoggedOnceAMinute() {
    try (Engine engine = engine()) {
      AtomicInteger calls = new AtomicInteger();
      RequestHead broken =
          (RequestHead)
              Proxy.newProxyInstance(
                  RequestHead.class.getClassLoader(),
                  new Class<?>[] {RequestHead.class},
                  (proxy, method, arguments) -> {
                    calls.incrementAndGet();
                    throw new StackOverflowError("quoting \"a client\"\n");
                  });
      for (int i = 0; i < 3; i++) {
        assertThat(engine.gates("test").request(broken)).isSameAs(Verdict.PASS);
      }
      assertThat(calls).hasValue(3);
      time.advance(Duration.ofMinutes(1));
      engine.gates("test").request(broken);
      assertThat(engine.counts().faults())
          .containsOnly(java.util.Map.entry("request gate java.lang.StackOverflowError", 4L));
    }
    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(0))
        .startsWith("WARN ")
        .contains("fault=\"request gate\" effect=pass suppressed=0")
        .contains("error=\"java.lang.StackOverflowError: quoting \\\"a client\\\"\\x0a\"");
    assertThat(log.lines().get(1)).contains("suppressed=2");
  }

  @Test
  void aNullPeerAtAcceptPasses() {
    try (Engine engine = engine("deny", "0.0.0.0/0")) {
      assertThat(engine.gates("test").request(Head.get("/").from(null))).isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").request(scanner().from(null)).drops()).isTrue();
    }
    assertThat(log.lines()).anyMatch(line -> line.contains("client=- peer=-"));
  }

  @Test
  void anotherConfigurationReplacesTheRulesAndKeepsTheBans() {
    try (Engine engine = engine("rule.b.path", "/x", "rule.b.action", "ban")) {
      engine.gates("test").request(Head.get("/x").from("198.51.100.7"));
      engine.replace(Configurations.of("preset", "none"));
      assertThat(engine.gates("test").request(scanner())).isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.7"), 0))
          .isEqualTo(AcceptVerdict.RST);
    }
  }
}
