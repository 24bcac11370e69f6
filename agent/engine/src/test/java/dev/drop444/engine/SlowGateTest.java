package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.connection.FakeConnection;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.overload.FakeWorkers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Heads and bodies that do not come; the sweep runs whenever the test says so. */
class SlowGateTest {

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, time);
  }

  private void pass(Engine engine, int seconds) {
    for (int i = 0; i < seconds; i++) {
      time.advance(Duration.ofSeconds(1));
      engine.sweep();
    }
  }

  private static ConnectionWatch open(Engine engine, FakeConnection connection) {
    return Objects.requireNonNull(connection.watchedBy(engine.gates("test").opened(connection)));
  }

  private static FakeConnection reading(Engine engine, String peer) {
    FakeConnection connection = FakeConnection.from(peer);
    open(engine, connection).headIncomplete();
    return connection;
  }

  private static FakeConnection silent(Engine engine, @Nullable String peer) {
    FakeConnection connection = FakeConnection.from(peer);
    open(engine, connection);
    return connection;
  }

  private List<String> slowLines() {
    return log.lines().stream()
        .filter(line -> line.contains("gate=slow"))
        .collect(Collectors.toList());
  }

  @Test
  void withNothingConfiguredAHeadHasHalfAMinute() {
    try (Engine engine = engine()) {
      FakeConnection slow = reading(engine, "198.51.100.1");
      pass(engine, 29);
      assertThat(slow.ends()).isEmpty();
      pass(engine, 1);
      assertThat(slow.ends()).containsExactly(Closing.FIN);
      pass(engine, 5);
      assertThat(slow.ends()).hasSize(1);
      assertThat(engine.counts().slowDropped()).containsOnly(entry("slow-head", 1L));
      assertThat(engine.counts().open()).isZero();
    }
    assertThat(log.lines())
        .containsExactly(
            "INFO time=2026-11-23T10:00:30.000Z mode=enforce action=drop gate=slow rule=slow-head"
                + " client=198.51.100.1 peer=198.51.100.1 port=8080 what=head seconds=30 bytes=-");
  }

  @Test
  void aHeadThatArrivesInTimeIsARequestLikeAnyOther() {
    try (Engine engine = engine()) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      ConnectionWatch watch = open(engine, connection);
      watch.headIncomplete();
      pass(engine, 29);
      assertThat(engine.gates("test").request(Head.get("/").on(watch))).isSameAs(Verdict.PASS);
      // Idle, for longer than any server's patience.
      pass(engine, 900);
      assertThat(connection.ends()).isEmpty();
      watch.headIncomplete();
      pass(engine, 29);
      assertThat(engine.gates("test").request(Head.get("/").on(watch))).isSameAs(Verdict.PASS);
      pass(engine, 60);
      assertThat(connection.ends()).isEmpty();
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aRequestOfAConnectionThatWasEndedIsNotServed() {
    try (Engine engine = engine()) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      ConnectionWatch watch = open(engine, connection);
      watch.headIncomplete();
      pass(engine, 30);
      assertThat(connection.ends()).hasSize(1);
      assertThat(engine.gates("test").request(Head.get("/").on(watch)).drops()).isTrue();
      assertThat(engine.counts().dropped()).isEmpty();
    }
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void silentConnectionsAreClosedQuietly() {
    try (Engine engine = engine("rule.slow-head.action", "ban", "rule.slow-head.close", "rst")) {
      List<FakeConnection> silent =
          List.of(silent(engine, "198.51.100.1"), silent(engine, "198.51.100.2"));
      pass(engine, 30);
      assertThat(silent).allMatch(each -> each.ends().equals(List.of(Closing.RST)));
      assertThat(engine.counts().silent()).containsOnly(entry("slow-head", 2L));
      assertThat(engine.counts().slowDropped()).isEmpty();
      assertThat(engine.counts().bans()).isZero();
      assertThat(engine.counts().refused()).isEmpty();
    }
    assertThat(slowLines()).isNotEmpty();
    assertThat(slowLines().get(0))
        .contains("mode=enforce action=close gate=slow rule=slow-head what=silent count=");
    assertThat(slowLines().get(slowLines().size() - 1)).contains("total=2 last-peer=198.51.100.");
  }

  @Test
  void whatMayBeAPoolIsLeftOpenWhileItIsSilent() {
    try (Engine engine = engine()) {
      List<FakeConnection> pools =
          List.of(
              silent(engine, "10.0.0.1"),
              silent(engine, "127.0.0.1"),
              silent(engine, "fd00::1"),
              silent(engine, null));
      FakeConnection slow = reading(engine, "10.0.0.2");
      pass(engine, 100);
      assertThat(pools).allMatch(each -> each.ends().isEmpty());
      assertThat(slow.ends()).hasSize(1);
    }
    try (Engine engine = engine("spare-loopback", "false")) {
      FakeConnection loopback = silent(engine, "127.0.0.1");
      FakeConnection pool = silent(engine, "10.0.0.1");
      pass(engine, 30);
      assertThat(loopback.ends()).hasSize(1);
      assertThat(pool.ends()).isEmpty();
    }
  }

  @Test
  void proxiesAndAllowedPeersAreLetBe() {
    try (Engine engine =
        engine(
            "allow",
            "198.51.100.1",
            "trusted-proxies",
            "203.0.113.1",
            "rule.office.ip",
            "192.0.2.0/24",
            "rule.office.action",
            "allow",
            "rule.office.order",
            "1")) {
      engine
          .gates("test")
          .request(Head.get("/").from("10.0.0.1").with("x-forwarded-for", "198.51.100.7"));
      List<FakeConnection> spared =
          List.of(
              reading(engine, "198.51.100.1"),
              reading(engine, "203.0.113.1"),
              reading(engine, "10.0.0.1"),
              reading(engine, "192.0.2.9"),
              silent(engine, "192.0.2.10"));
      FakeConnection other = reading(engine, "198.51.100.2");
      pass(engine, 100);
      assertThat(spared).allMatch(each -> each.ends().isEmpty());
      assertThat(other.ends()).hasSize(1);
    }
  }

  @Test
  void upgradedConnectionsAndHttp2AreNotTouched() {
    try (Engine engine = engine()) {
      FakeConnection webSocket = FakeConnection.from("198.51.100.1");
      ConnectionWatch upgraded = open(engine, webSocket);
      engine.gates("test").request(Head.get("/").on(upgraded));
      upgraded.upgraded();
      FakeConnection http2 = FakeConnection.from("198.51.100.1");
      ConnectionWatch multiplexed = open(engine, http2);
      engine.gates("test").request(Head.get("/").in(Protocol.HTTP_2).on(multiplexed));
      for (int i = 0; i < 60; i++) {
        upgraded.headIncomplete();
        multiplexed.headIncomplete();
        pass(engine, 1);
      }
      assertThat(webSocket.ends()).isEmpty();
      assertThat(http2.ends()).isEmpty();
    }
  }

  @Test
  void aRuleMayBan() {
    try (Engine engine = engine("rule.slow-head.action", "ban", "rule.slow-head.bantime", "1h")) {
      FakeConnection slow = reading(engine, "198.51.100.1");
      FakeConnection idle = FakeConnection.from("198.51.100.1");
      engine.gates("test").request(Head.get("/").on(open(engine, idle)));
      FakeConnection neighbour = reading(engine, "10.0.0.1");
      pass(engine, 30);
      assertThat(slow.ends()).hasSize(1);
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.1"), 0))
          .isEqualTo(AcceptVerdict.RST);
      // Behind an address that is not public may be many; the connection goes, the address stays.
      assertThat(neighbour.ends()).hasSize(1);
      assertThat(engine.gates("test").accept(Addresses.of("10.0.0.1"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      engine.sweep();
      assertThat(idle.ends()).hasSize(1);
    }
    assertThat(slowLines())
        .anyMatch(line -> line.contains("action=ban") && line.contains("until=2026-11-23T11:00:30"))
        .anyMatch(line -> line.contains("action=drop") && line.contains("peer=10.0.0.1"));
  }

  @Test
  void hitsAreStrikesIfARuleSaysSo() {
    try (Engine engine =
        engine(
            "rule.out.strike", "slow-head",
            "rule.out.maxretry", "3",
            "rule.out.action", "ban",
            "rule.out.bantime", "1h")) {
      silent(engine, "198.51.100.1");
      for (int i = 0; i < 3; i++) {
        assertThat(engine.gates("test").accept(Addresses.of("198.51.100.1"), 0))
            .isEqualTo(AcceptVerdict.PASS);
        FakeConnection slow = reading(engine, "198.51.100.1");
        pass(engine, 40);
        assertThat(slow.ends()).hasSize(1);
      }
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.1"), 0))
          .isEqualTo(AcceptVerdict.RST);
    }
    assertThat(log.lines()).anyMatch(line -> line.contains("action=ban gate=outcome rule=out"));
  }

  @Test
  void aRuleMayActOnlyAtTheThirdHitAndOneConnectionIsOne() {
    try (Engine engine =
        engine("preset", "none", "rule.a.slow.head", "5s", "rule.a.maxretry", "3")) {
      FakeConnection first = reading(engine, "198.51.100.1");
      FakeConnection second = reading(engine, "198.51.100.1");
      pass(engine, 60);
      assertThat(first.ends()).isEmpty();
      assertThat(second.ends()).isEmpty();
      FakeConnection third = reading(engine, "198.51.100.1");
      pass(engine, 6);
      assertThat(third.ends()).hasSize(1);
      assertThat(engine.counts().slowDropped()).containsOnly(entry("a", 1L));
    }
  }

  /** Its application fails because its client is gone: that is no answer. */
  @Test
  void whatIsAnsweredAfterTheEndIsNotJudged() {
    try (Engine engine =
        engine("rule.b.slow.body", "500B/s", "rule.e.status", "500", "rule.e.action", "ban")) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      Head head = upload(open(engine, connection));
      begin(engine, head).bodyAwaited();
      pass(engine, 11);
      assertThat(connection.ends()).hasSize(1);
      assertThat(engine.gates("test").response(head, Reply.of(500))).isSameAs(Verdict.PASS);
      assertThat(engine.counts().bans()).isZero();
    }
  }

  @Test
  void whatOnlyWatchesSaysSoOnceForAConnection() {
    String[][] configurations = {
      {"mode", "monitor"}, {"enforce", "0%"}, {"rule.slow-head.action", "monitor"}
    };
    for (String[] configuration : configurations) {
      log.lines().clear();
      try (Engine engine = engine(configuration)) {
        FakeConnection slow = reading(engine, "198.51.100.1");
        FakeConnection quiet = silent(engine, "198.51.100.2");
        pass(engine, 90);
        assertThat(slow.ends()).isEmpty();
        assertThat(quiet.ends()).isEmpty();
        assertThat(engine.counts().slowWouldDrop()).containsOnly(entry("slow-head", 1L));
        assertThat(engine.counts().wouldCloseSilent()).containsOnly(entry("slow-head", 1L));
        assertThat(engine.counts().slowDropped()).isEmpty();
        assertThat(engine.counts().silent()).isEmpty();
      }
      assertThat(slowLines())
          .hasSize(2)
          .anyMatch(line -> line.contains("action=would-drop gate=slow rule=slow-head client="))
          .anyMatch(line -> line.contains("action=would-close gate=slow rule=slow-head what="));
    }
  }

  @Test
  void aRuleThatWatchesDoesNotKeepAnotherFromActing() {
    try (Engine engine = engine("rule.a.slow.head", "10s", "rule.a.action", "monitor")) {
      FakeConnection slow = reading(engine, "198.51.100.1");
      pass(engine, 29);
      assertThat(slow.ends()).isEmpty();
      pass(engine, 1);
      assertThat(slow.ends()).hasSize(1);
      assertThat(engine.counts().slowWouldDrop()).containsOnly(entry("a", 1L));
      assertThat(engine.counts().slowDropped()).containsOnly(entry("slow-head", 1L));
    }
  }

  @Test
  void rulesOnHeadsLookAtAddressAndPort() {
    try (Engine engine =
        engine(
            "preset", "none",
            "rule.a.slow.head", "5s",
            "rule.a.port", "9000",
            "rule.a.not-ip", "192.0.2.0/24")) {
      FakeConnection hit = FakeConnection.from("198.51.100.1", 9000);
      FakeConnection otherPort = FakeConnection.from("198.51.100.1", 8080);
      FakeConnection noPort = FakeConnection.from("198.51.100.1", 0);
      FakeConnection otherPeer = FakeConnection.from("192.0.2.1", 9000);
      List<FakeConnection> others = List.of(otherPort, noPort, otherPeer);
      open(engine, hit).headIncomplete();
      others.forEach(each -> open(engine, each).headIncomplete());
      pass(engine, 10);
      assertThat(hit.ends()).hasSize(1);
      assertThat(others).allMatch(each -> each.ends().isEmpty());
    }
  }

  @Test
  void theConfigurationInForceCounts() {
    try (Engine engine = engine()) {
      FakeConnection slow = reading(engine, "198.51.100.1");
      engine.replace(Configurations.of("mode", "off"));
      pass(engine, 60);
      assertThat(slow.ends()).isEmpty();
      engine.replace(Configurations.of("rule.slow-head.slow.head", "2m"));
      pass(engine, 59);
      assertThat(slow.ends()).isEmpty();
      pass(engine, 1);
      assertThat(slow.ends()).hasSize(1);
    }
  }

  @Test
  void afterAPauseOfTheProcessNothingIsEndedEarly() {
    try (Engine engine = engine()) {
      FakeConnection slow = reading(engine, "198.51.100.1");
      pass(engine, 1);
      time.advance(Duration.ofMinutes(10));
      engine.sweep();
      assertThat(slow.ends()).isEmpty();
      pass(engine, 26);
      assertThat(slow.ends()).isEmpty();
      pass(engine, 1);
      assertThat(slow.ends()).hasSize(1);
    }
  }

  /** Its threads all work on something else, and the head may lie in the kernel. */
  @Test
  void whileAServerHasNoThreadLeftNoHeadIsBlamedButBodiesAre() {
    try (Engine engine = engine("rule.b.slow.body", "500B/s")) {
      FakeWorkers workers = new FakeWorkers(10).busy(10).queued(1);
      engine.gates("test").workers(workers);
      FakeConnection head = reading(engine, "198.51.100.1");
      FakeConnection body = FakeConnection.from("198.51.100.1");
      begin(engine, upload(open(engine, body))).bodyAwaited();
      pass(engine, 100);
      assertThat(head.ends()).isEmpty();
      assertThat(body.ends()).hasSize(1);
      workers.busy(9);
      pass(engine, 31);
      assertThat(head.ends()).hasSize(1);
    }
  }

  /** A request that is counted until its end, and whose body is watched: both are told. */
  @Test
  void aBodyIsWatchedWhereARequestIsCounted() {
    try (Engine engine =
        engine("preset", "none", "rule.b.slow.body", "500B/s", "rule.c.requests", "1")) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      ConnectionWatch watch = open(engine, connection);
      RequestWatch first = begin(engine, upload(watch));
      assertThat(engine.gates("test").request(upload(watch)).rule()).isEqualTo("c");
      first.completed();
      FakeConnection other = FakeConnection.from("198.51.100.1");
      begin(engine, upload(open(engine, other))).bodyAwaited();
      pass(engine, 11);
      assertThat(other.ends()).hasSize(1);
    }
  }

  @Test
  void nobodyHearsOfConnectionsIfNoRuleWantsTo() {
    String[][] unwanted = {
      {"mode", "off"}, {"preset", "none"}, {"preset", "none", "rule.a.path", "/x"}
    };
    for (String[] configuration : unwanted) {
      try (Engine engine = engine(configuration)) {
        assertThat(engine.gates("test").opened(FakeConnection.from("198.51.100.1"))).isNull();
      }
    }
    String[][] wanted = {
      {},
      {"preset", "none", "deny", "192.0.2.1"},
      {"preset", "none", "rule.a.path", "/x", "rule.a.action", "ban"},
      {"preset", "none", "rule.a.slow.body", "500B/s"},
      {"preset", "none", "rule.a.connections", "5"},
    };
    for (String[] configuration : wanted) {
      try (Engine engine = engine(configuration)) {
        assertThat(engine.gates("test").opened(FakeConnection.from("198.51.100.1"))).isNotNull();
      }
    }
  }

  // Bodies.

  private static Head upload(ConnectionWatch watch) {
    return Head.of("POST", "/upload").with("content-length", "100000").on(watch);
  }

  private static RequestWatch begin(Engine engine, Head head) {
    Verdict verdict = engine.gates("test").request(head);
    assertThat(verdict.drops()).isFalse();
    return Objects.requireNonNull(verdict.watch());
  }

  private static final String[] BODIES = {
    "preset", "none", "rule.b.slow.body", "500B/s", "rule.b.path", "/upload"
  };

  @Test
  void aBodyThatDribblesIsEnded() {
    try (Engine engine = engine(BODIES)) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      RequestWatch watch = begin(engine, upload(open(engine, connection)));
      for (int i = 0; i < 10; i++) {
        watch.bodyAwaited();
        pass(engine, 1);
        watch.bodyArrived(1);
      }
      assertThat(connection.ends()).isEmpty();
      watch.bodyAwaited();
      pass(engine, 1);
      assertThat(connection.ends()).containsExactly(Closing.FIN);
      assertThat(engine.counts().slowDropped()).containsOnly(entry("b", 1L));
      watch.completed();
      pass(engine, 1);
    }
    assertThat(log.lines())
        .containsExactly(
            "INFO time=2026-11-23T10:00:11.000Z mode=enforce action=drop gate=slow rule=b"
                + " client=198.51.100.1 peer=198.51.100.1 port=8080 what=body seconds=11 bytes=10");
  }

  @Test
  void aBodyThatComesAtTheRateOrWasAheadOfItIsNot() {
    try (Engine engine = engine(BODIES)) {
      FakeConnection steady = FakeConnection.from("198.51.100.1");
      FakeConnection burst = FakeConnection.from("198.51.100.1");
      RequestWatch steadily = begin(engine, upload(open(engine, steady)));
      RequestWatch atOnce = begin(engine, upload(open(engine, burst)));
      atOnce.bodyArrived(50_000);
      atOnce.bodyAwaited();
      for (int i = 0; i < 100; i++) {
        steadily.bodyAwaited();
        pass(engine, 1);
        steadily.bodyArrived(500);
      }
      assertThat(steady.ends()).isEmpty();
      assertThat(burst.ends()).isEmpty();
      pass(engine, 11);
      assertThat(burst.ends()).hasSize(1);
      assertThat(steady.ends()).isEmpty();
    }
  }

  @Test
  void whatTheApplicationDoesNotReadIsNotTheClientsFault() {
    try (Engine engine = engine(BODIES)) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      RequestWatch watch = begin(engine, upload(open(engine, connection)));
      watch.bodyAwaited();
      pass(engine, 1);
      watch.bodyArrived(1);
      pass(engine, 600);
      assertThat(connection.ends()).isEmpty();
    }
  }

  @Test
  void theGraceIsARulesOwn() {
    try (Engine engine =
        engine("preset", "none", "rule.b.slow.body", "1kB/s", "rule.b.slow.grace", "2s")) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      begin(engine, upload(open(engine, connection))).bodyAwaited();
      pass(engine, 2);
      assertThat(connection.ends()).isEmpty();
      pass(engine, 1);
      assertThat(connection.ends()).hasSize(1);
    }
  }

  @Test
  void onlyRequestsWithABodyThatARuleLooksAtAreWatched() {
    try (Engine engine =
        engine(
            "rule.b.slow.body", "500B/s",
            "rule.b.path", "/upload",
            "rule.c.path", "/upload",
            "rule.c.header.x", "y",
            "allow", "198.51.100.9")) {
      ConnectionWatch watch = open(engine, FakeConnection.from("198.51.100.1"));
      Head[] unwatched = {
        Head.get("/upload").on(watch),
        Head.of("POST", "/upload").with("content-length", "0").on(watch),
        Head.of("POST", "/other").with("content-length", "5").on(watch),
        // No end could be made: opened before we were there, another's connection, an allowed peer.
        upload(watch).on(null),
        upload(watch).from("10.0.0.1").with("x-forwarded-for", "198.51.100.1"),
        upload(watch).from("198.51.100.9"),
        upload(watch).from(null),
      };
      for (Head head : unwatched) {
        assertThat(engine.gates("test").request(head)).isSameAs(Verdict.PASS);
      }
      assertThat(engine.gates("test").request(upload(watch).with("x", "y")).rule()).isEqualTo("c");
      ConnectionWatch other = open(engine, FakeConnection.from("198.51.100.1"));
      Head chunked = Head.of("PUT", "/upload").with("transfer-encoding", "chunked").on(other);
      assertThat(engine.gates("test").request(chunked).watch()).isNotNull();
    }
  }

  @Test
  void rulesOnBodiesStandInTheOrderOfAllRules() {
    String[] order = {"1", "200"};
    for (String allowedAt : order) {
      try (Engine engine =
          engine(
              "rule.b.slow.body",
              "500B/s",
              "rule.a.path",
              "/upload",
              "rule.a.action",
              "allow",
              "rule.a.order",
              allowedAt)) {
        ConnectionWatch watch = open(engine, FakeConnection.from("198.51.100.1"));
        assertThat(engine.gates("test").request(upload(watch)).watch() == null)
            .isEqualTo(allowedAt.equals("1"));
      }
    }
  }

  @Test
  void ofSeveralRulesThoseThatWatchGoOnAndTheFirstOtherActs() {
    try (Engine engine =
        engine(
            "preset", "none",
            "rule.a.slow.body", "2kB/s",
            "rule.a.slow.grace", "1s",
            "rule.a.action", "monitor",
            "rule.b.slow.body", "500B/s",
            "rule.c.slow.body", "1MB/s",
            "rule.c.slow.grace", "1s")) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      RequestWatch watch = begin(engine, upload(open(engine, connection)));
      for (int i = 0; i < 20; i++) {
        watch.bodyAwaited();
        pass(engine, 1);
        watch.bodyArrived(500);
      }
      assertThat(connection.ends()).isEmpty();
      assertThat(engine.counts().slowWouldDrop()).containsOnly(entry("a", 1L));
      watch.bodyAwaited();
      pass(engine, 60);
      assertThat(engine.counts().slowDropped()).containsOnly(entry("b", 1L));
    }
  }

  @Test
  void ofHttp2OnlyTheConnectionCanBeEndedAndOnlyIfTheRuleSaysSo() {
    try (Engine engine = engine(BODIES)) {
      ConnectionWatch watch = open(engine, FakeConnection.from("198.51.100.1"));
      assertThat(engine.gates("test").request(upload(watch).in(Protocol.HTTP_2)))
          .isSameAs(Verdict.PASS);
    }
    try (Engine engine =
        engine("preset", "none", "rule.b.slow.body", "500B/s", "rule.b.h2", "connection")) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      ConnectionWatch watch = open(engine, connection);
      begin(engine, upload(watch).in(Protocol.HTTP_2)).bodyAwaited();
      pass(engine, 11);
      assertThat(connection.ends()).hasSize(1);
    }
  }

  @Test
  void aBodyFollowsTheConfigurationToo() {
    try (Engine engine = engine(BODIES)) {
      FakeConnection kept = FakeConnection.from("198.51.100.1");
      RequestWatch watch = begin(engine, upload(open(engine, kept)));
      watch.bodyAwaited();
      engine.replace(Configurations.of("rule.b.slow.body", "500B/s", "rule.b.slow.grace", "1m"));
      pass(engine, 60);
      assertThat(kept.ends()).isEmpty();
      engine.replace(Configurations.of());
      pass(engine, 60);
      assertThat(kept.ends()).isEmpty();
    }
  }

  @Test
  void aBodyOfAClientThatWasFoundToBeAProxyIsLetBe() {
    try (Engine engine = engine(BODIES)) {
      FakeConnection connection = FakeConnection.from("10.0.0.1");
      begin(engine, upload(open(engine, connection)).from("10.0.0.1")).bodyAwaited();
      engine.gates("test").request(Head.get("/").from("10.0.0.1").with("via", "1.1 p"));
      pass(engine, 60);
      assertThat(connection.ends()).isEmpty();
    }
  }
}
