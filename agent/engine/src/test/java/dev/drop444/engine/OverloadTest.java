package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.overload.FakeWorkers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shed under overload, and what never is. */
class OverloadTest {

  private static final String STRANGER = "198.51.100.1";

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();
  private final FakeWorkers workers = new FakeWorkers(100);

  private Engine engine(String... configuration) {
    Engine engine = Engine.start(Configurations.of(configuration), () -> log, time);
    engine.gates("test").workers(workers);
    return engine;
  }

  private void load(Engine engine, int busy) {
    workers.busy(busy);
    for (int second = 0; second < 8; second++) {
      time.advance(Duration.ofSeconds(1));
      engine.sample();
    }
  }

  private static boolean refuses(Engine engine, String peer) {
    return engine.gates("test").accept(Addresses.of(peer), 8080) != AcceptVerdict.PASS;
  }

  private static boolean drops(Engine engine, Head head) {
    return engine.gates("test").request(head).drops();
  }

  @Test
  void anOverloadRuleAloneShedsConnections() {
    try (Engine engine = engine("rule.shed.overload", "workers>90%")) {
      assertThat(refuses(engine, STRANGER)).isFalse();
      load(engine, 95);
      assertThat(engine.gates("test").accept(Addresses.of(STRANGER), 0))
          .isEqualTo(AcceptVerdict.RST);
      assertThat(refuses(engine, "2001:db8::1")).isTrue();
      load(engine, 80);
      assertThat(refuses(engine, STRANGER)).isTrue();
      load(engine, 72);
      assertThat(refuses(engine, STRANGER)).isFalse();
      assertThat(engine.counts().refused()).isEqualTo(Map.of("shed", 3L));
    }
    assertThat(log.lines())
        .anyMatch(line -> line.contains("action=refuse gate=accept rule=shed count="))
        .anyMatch(line -> line.contains("overload begins: workers at 95%, above 90% for 3 s"))
        .anyMatch(line -> line.contains("overload ends: workers at 72%, not above 72% for 5 s"));
  }

  @Test
  void aFloodThatIsShedIsALineAMinute() {
    try (Engine engine = engine("rule.shed.overload", "workers>90%")) {
      load(engine, 95);
      for (int i = 0; i < 100_000; i++) {
        refuses(engine, "198.51." + (i >> 8 & 255) + "." + (i & 255));
      }
      assertThat(engine.counts().refused()).isEqualTo(Map.of("shed", 100_000L));
    }
    // The first at once, the rest when the engine is closed.
    assertThat(log.lines()).filteredOn(line -> line.contains("rule=shed")).hasSizeBetween(1, 2);
  }

  @Test
  void onAddressesItShedsThoseOnly() {
    try (Engine engine =
        engine("rule.shed.overload", "workers>90%", "rule.shed.not-ip", "203.0.113.0/24")) {
      load(engine, 95);
      assertThat(refuses(engine, STRANGER)).isTrue();
      assertThat(refuses(engine, "203.0.113.7")).isFalse();
      assertThat(drops(engine, Head.get("/").from("203.0.113.7"))).isFalse();
    }
  }

  @Test
  void withConditionsOnTheRequestTheLeastImportantPathsGoFirst() {
    try (Engine engine =
        engine(
            "rule.first.overload", "workers>80%",
            "rule.first.path", "/search",
            "rule.second.overload", "workers>90%",
            "rule.second.not-path", "/checkout/**")) {
      Head search = Head.get("/search");
      Head page = Head.get("/page");
      Head checkout = Head.get("/checkout/1");
      load(engine, 70);
      assertThat(drops(engine, search)).isFalse();
      load(engine, 85);
      assertThat(engine.gates("test").request(search).rule()).isEqualTo("first");
      assertThat(drops(engine, page)).isFalse();
      load(engine, 95);
      assertThat(engine.gates("test").request(search).rule()).isEqualTo("first");
      assertThat(engine.gates("test").request(page).rule()).isEqualTo("second");
      assertThat(drops(engine, checkout)).isFalse();
      assertThat(refuses(engine, STRANGER)).isFalse();
      assertThat(engine.counts().dropped()).isEqualTo(Map.of("first", 2L, "second", 1L));
    }
    assertThat(log.lines())
        .anyMatch(line -> line.contains("action=drop gate=request rule=second client=" + STRANGER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/health/live",
        "/healthz?verbose",
        "/livez",
        "/readyz",
        "/ready",
        "/live",
        "/actuator/health",
        "/actuator/health/readiness",
        "/actuator/prometheus",
        "/metrics",
        "/q/health/ready",
        "/q/metrics",
        "/x/../health",
      })
  void probesAreServedToTheEnd(String path) {
    try (Engine engine =
        engine(
            "rule.all.overload", "workers>90%", "rule.all.method", "*", "rule.x.ip", "9.9.9.9")) {
      load(engine, 100);
      assertThat(drops(engine, Head.get("/"))).isTrue();
      assertThat(engine.gates("test").request(Head.get(path))).isSameAs(Verdict.PASS);
    }
  }

  @Test
  void anExemptPathIsNoWayPastOtherRules() {
    try (Engine engine = engine("rule.all.overload", "workers>90%", "rule.no.ip", STRANGER)) {
      load(engine, 100);
      assertThat(engine.gates("test").request(Head.get("/health")).rule()).isEqualTo("no");
      assertThat(
              engine
                  .gates("test")
                  .request(Head.get("/health").from("198.51.100.2").agent("sqlmap/1.8"))
                  .rule())
          .isEqualTo("scanners");
      // Who was dropped there is no probe.
      assertThat(refuses(engine, "198.51.100.2")).isTrue();
    }
  }

  @Test
  void exemptPathsCanBeNamed() {
    try (Engine engine =
        engine("exempt-paths", "/ping", "rule.a.overload", "workers>90%", "rule.a.path", "/**")) {
      load(engine, 100);
      assertThat(drops(engine, Head.get("/ping"))).isFalse();
      assertThat(drops(engine, Head.get("/health"))).isTrue();
    }
  }

  @Test
  void whoProbesIsSparedAtAcceptForTenMinutes() {
    try (Engine engine = engine("rule.shed.overload", "workers>90%")) {
      Head probe = Head.get("/actuator/health").from("203.0.113.5");
      engine.gates("test").request(probe);
      engine.gates("test").request(Head.get("/").from("203.0.113.6"));
      load(engine, 95);
      assertThat(refuses(engine, "203.0.113.5")).isFalse();
      assertThat(engine.gates("test").request(probe)).isSameAs(Verdict.PASS);
      // The connection is let in for the probe's sake only.
      assertThat(engine.gates("test").request(Head.get("/").from("203.0.113.5")).rule())
          .isEqualTo("shed");
      assertThat(refuses(engine, "203.0.113.6")).isTrue();
      time.advance(Duration.ofMinutes(10));
      engine.sample();
      assertThat(refuses(engine, "203.0.113.5")).isTrue();
    }
  }

  @Test
  void whoIsSparedFromSheddingIsNotSparedFromOtherRules() {
    try (Engine engine = engine("rule.a.overload", "workers>90%")) {
      engine.gates("test").request(Head.get("/health").from("203.0.113.5"));
      load(engine, 95);
      assertThat(refuses(engine, "203.0.113.5")).isFalse();
      engine.replace(
          Configurations.of("rule.a.overload", "workers>90%", "rule.b.ip", "203.0.113.5"));
      assertThat(refuses(engine, "203.0.113.5")).isTrue();
      assertThat(engine.counts().refused()).isEqualTo(Map.of("b", 1L));
    }
  }

  @Test
  void whoIsAllowedIsServed() {
    try (Engine engine =
        engine(
            "allow",
            STRANGER,
            "rule.a.overload",
            "workers>90%",
            "rule.b.overload",
            "workers>90%",
            "rule.b.path",
            "/**")) {
      load(engine, 100);
      assertThat(refuses(engine, STRANGER)).isFalse();
      assertThat(engine.gates("test").request(Head.get("/"))).isSameAs(Verdict.PASS);
    }
  }

  @Test
  void aRuleThatAllowsCountsBefore() {
    try (Engine engine =
        engine("rule.a.ip", STRANGER, "rule.a.action", "allow", "rule.b.overload", "workers>90%")) {
      load(engine, 100);
      assertThat(refuses(engine, STRANGER)).isFalse();
      assertThat(drops(engine, Head.get("/"))).isFalse();
      assertThat(refuses(engine, "198.51.100.2")).isTrue();
    }
  }

  @Test
  void whereARuleMayAllowForTheRequestSheddingWaitsForIt() {
    try (Engine engine =
        engine("rule.a.path", "/vip", "rule.a.action", "allow", "rule.b.overload", "workers>90%")) {
      load(engine, 100);
      assertThat(refuses(engine, STRANGER)).isFalse();
      assertThat(drops(engine, Head.get("/vip"))).isFalse();
      assertThat(drops(engine, Head.get("/"))).isTrue();
    }
  }

  @Test
  void loopbackIsSparedUnlessAsked() {
    for (String loopback : new String[] {"127.0.0.1", "127.9.9.9", "::1"}) {
      try (Engine engine = engine("rule.a.overload", "workers>90%")) {
        load(engine, 100);
        assertThat(refuses(engine, loopback)).isFalse();
        assertThat(drops(engine, Head.get("/").from(loopback))).isFalse();
      }
      try (Engine engine = engine("rule.a.overload", "workers>90%", "spare-loopback", "false")) {
        load(engine, 100);
        assertThat(refuses(engine, loopback)).isTrue();
        assertThat(drops(engine, Head.get("/").from(loopback))).isTrue();
      }
    }
  }

  @Test
  void aProxyIsNotRefused() {
    try (Engine engine =
        engine("trusted-proxies", "203.0.113.1", "rule.a.overload", "workers>90%")) {
      engine
          .gates("test")
          .request(Head.get("/").from("10.0.0.1").with("x-forwarded-for", STRANGER));
      load(engine, 100);
      assertThat(refuses(engine, "203.0.113.1")).isFalse();
      assertThat(refuses(engine, "10.0.0.1")).isFalse();
      assertThat(refuses(engine, "10.0.0.2")).isTrue();
    }
  }

  @Test
  void monitorRefusesAndDropsNobody() {
    try (Engine engine =
        engine(
            "mode",
            "monitor",
            "rule.a.overload",
            "workers>90%",
            "rule.b.overload",
            "workers>90%",
            "rule.b.path",
            "/**",
            "rule.b.order",
            "1")) {
      load(engine, 100);
      assertThat(refuses(engine, STRANGER)).isFalse();
      assertThat(drops(engine, Head.get("/"))).isFalse();
      assertThat(engine.counts().wouldRefuse()).isEqualTo(Map.of("a", 1L));
      assertThat(engine.counts().wouldDrop()).isEqualTo(Map.of("b", 1L));
    }
  }

  @Test
  void offMeasuresNothing() {
    try (Engine engine = engine("mode", "off", "rule.a.overload", "workers>90%")) {
      load(engine, 100);
      assertThat(refuses(engine, STRANGER)).isFalse();
    }
    assertThat(log.lines()).isEmpty();
  }

  /** Of what the server refuses nobody knows the path: it may be a probe's. */
  @Test
  void whatIsMalformedIsNotShed() {
    try (Engine engine = engine("preset", "none", "rule.a.overload", "workers>90%")) {
      load(engine, 100);
      assertThat(
              engine
                  .gates("test")
                  .malformed(Addresses.of(STRANGER), 0, Malformation.SYNTAX, "x")
                  .drops())
          .isFalse();
    }
  }

  @Test
  void whatIsNotMeasuredHoldsNeitherWay() {
    try (Engine engine =
        engine(
            "rule.a.overload",
            "workers>90%",
            "rule.a.path",
            "/a",
            "rule.b.not-overload",
            "workers>90%",
            "rule.b.path",
            "/b")) {
      assertThat(drops(engine, Head.get("/a"))).isFalse();
      assertThat(drops(engine, Head.get("/b"))).isFalse();
      load(engine, 0);
      assertThat(drops(engine, Head.get("/a"))).isFalse();
      assertThat(drops(engine, Head.get("/b"))).isTrue();
      load(engine, 100);
      assertThat(drops(engine, Head.get("/a"))).isTrue();
      assertThat(drops(engine, Head.get("/b"))).isFalse();
    }
  }

  @Test
  void aReloadNeitherEndsNorHidesAnOverload() {
    try (Engine engine = engine("rule.a.overload", "workers>90%")) {
      load(engine, 100);
      engine.replace(Configurations.of("rule.b.overload", "workers>90%,queue>5"));
      assertThat(refuses(engine, STRANGER)).isTrue();
      assertThat(engine.counts().refused()).containsOnlyKeys("b");
      engine.replace(Configurations.of());
      assertThat(refuses(engine, STRANGER)).isFalse();
    }
  }

  /** The engine's own thread, with nobody but the first connection to start it. */
  @Test
  @Timeout(60)
  void theFirstConnectionStartsTheMeasuring() throws InterruptedException {
    try (Engine engine = engine("rule.a.overload", "workers>90%")) {
      workers.busy(100);
      while (!refuses(engine, STRANGER)) {
        time.advance(Duration.ofMillis(20));
        Thread.sleep(5);
      }
    }
    assertThat(log.lines()).anyMatch(line -> line.contains("overload begins"));
  }
}
