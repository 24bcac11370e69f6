package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Faults;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.rate.ConnectionCount;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rules that limit what goes on at once, through the gates. */
class ConcurrencyLimitTest {

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();
  private final Deque<RequestWatch> ongoing = new ArrayDeque<>();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, time);
  }

  /** Starts requests until one is refused, or so many. */
  private int start(Engine engine, int most, Head head) {
    for (int i = 0; i < most; i++) {
      Verdict verdict = engine.gates("test").request(head);
      if (verdict.drops() || verdict.responds()) {
        return i;
      }
      if (verdict.watch() != null) {
        ongoing.add(verdict.watch());
      }
    }
    return most;
  }

  @Test
  void soManyRequestsOfAClientMayGoOnAtOnce() {
    try (Engine engine = engine("rule.a.path", "/export/**", "rule.a.requests", "3")) {
      Head export = Head.get("/export/1");
      assertThat(start(engine, 9, export)).isEqualTo(3);
      assertThat(start(engine, 9, Head.get("/export/1").from("198.51.100.2"))).isEqualTo(3);
      assertThat(start(engine, 9, Head.get("/"))).isEqualTo(9);
      assertThat(ongoing).hasSize(6);
      RequestWatch first = ongoing.remove();
      first.completed();
      first.completed();
      assertThat(start(engine, 9, export)).isEqualTo(1);
      ongoing.forEach(RequestWatch::completed);
      assertThat(start(engine, 9, export)).isEqualTo(3);
      assertThat(engine.counts().dropped()).containsEntry("a", 4L);
    }
  }

  @Test
  void whatAnotherRuleRefusesDoesNotGoOn() {
    try (Engine engine =
        engine(
            "rule.a.requests", "2",
            "rule.b.path", "/b",
            "rule.c.path", "/c",
            "rule.c.action", "allow")) {
      assertThat(start(engine, 9, Head.get("/b"))).isZero();
      assertThat(start(engine, 1, Head.get("/c"))).isEqualTo(1);
      assertThat(start(engine, 9, Head.get("/"))).isEqualTo(1);
      assertThat(ongoing).hasSize(2);
    }
  }

  @Test
  void oneRequestMayCountForSeveralRules() {
    try (Engine engine =
        engine(
            "rule.a.requests", "5",
            "rule.b.requests", "3",
            "rule.b.key", "path",
            "rule.b.action", "respond",
            "rule.b.status-code", "503")) {
      assertThat(start(engine, 9, Head.get("/x"))).isEqualTo(3);
      assertThat(engine.gates("test").request(Head.get("/x")).status()).isEqualTo(503);
      assertThat(start(engine, 9, Head.get("/y"))).isEqualTo(2);
      assertThat(engine.gates("test").request(Head.get("/y")).rule()).isEqualTo("a");
      ongoing.forEach(RequestWatch::completed);
      assertThat(start(engine, 9, Head.get("/x"))).isEqualTo(3);
    }
  }

  @Test
  void whatPassesOnPaperOnlyDoesNotCount() {
    try (Engine engine = engine("rule.a.requests", "2", "mode", "monitor")) {
      assertThat(start(engine, 9, Head.get("/"))).isEqualTo(9);
      assertThat(ongoing).hasSize(2);
      assertThat(engine.counts().wouldDrop()).containsEntry("a", 7L);
    }
  }

  @Test
  void loopbackExemptPathsAndUnknownClientsAreNotCounted() {
    try (Engine engine = engine("rule.a.requests", "1", "trusted-proxies", "10.0.0.1")) {
      assertThat(start(engine, 9, Head.get("/").from("127.0.0.1"))).isEqualTo(9);
      assertThat(start(engine, 9, Head.get("/health"))).isEqualTo(9);
      assertThat(start(engine, 9, Head.get("/").from("10.0.0.1"))).isEqualTo(9);
      assertThat(ongoing).isEmpty();
    }
  }

  @Test
  void aReloadForgetsNothingThatGoesOn() {
    try (Engine engine = engine("rule.a.requests", "2")) {
      assertThat(start(engine, 9, Head.get("/"))).isEqualTo(2);
      engine.replace(Configurations.of("rule.a.requests", "3"));
      assertThat(start(engine, 9, Head.get("/"))).isEqualTo(1);
      ongoing.forEach(RequestWatch::completed);
      assertThat(start(engine, 9, Head.get("/"))).isEqualTo(3);
    }
  }

  // Connections. Who tells of them is not the gates' business here.

  private Shared shared(Configuration configuration) {
    Journal journal = new Journal(() -> log, time, 100);
    return new Shared(configuration, journal, new Faults(journal, time), time);
  }

  private static int open(Regime regime, ConnectionCount connections, String peer, int most) {
    InetAddress address = Addresses.of(peer);
    for (int i = 0; i < most; i++) {
      if (regime.accept.decide(address) != AcceptVerdict.PASS) {
        return i;
      }
      assertThat(connections.opened(address)).isTrue();
    }
    return most;
  }

  @Test
  void soManyConnectionsOfAClientMayBeOpen() {
    Configuration configuration =
        Configurations.of(
            "rule.a.connections", "3", "trusted-proxies", "10.0.0.1", "allow", "192.0.2.1");
    Shared shared = shared(configuration);
    Regime regime =
        new Regime(new Policy(configuration, Mode.ENFORCE, shared), shared, new Counters("test"));
    ConnectionCount connections = shared.limits.connections();
    assertThat(open(regime, connections, "198.51.100.1", 9)).isEqualTo(3);
    assertThat(open(regime, connections, "198.51.100.2", 9)).isEqualTo(3);
    connections.closed(Addresses.of("198.51.100.1"));
    assertThat(open(regime, connections, "198.51.100.1", 9)).isEqualTo(1);
    for (String spared : new String[] {"127.0.0.1", "::1", "10.0.0.1", "192.0.2.1"}) {
      assertThat(open(regime, connections, spared, 9)).as(spared).isEqualTo(9);
    }
    // One that shows itself to be a proxy, if only on its third connection.
    assertThat(open(regime, connections, "10.0.0.2", 3)).isEqualTo(3);
    regime.request.decide(Head.get("/").from("10.0.0.2").with("x-forwarded-for", "192.0.2.9"));
    assertThat(open(regime, connections, "10.0.0.2", 9)).isEqualTo(9);
    shared.close();
    assertThat(log.lines()).anyMatch(line -> line.contains("action=refuse gate=accept rule=a"));
  }

  @Test
  void whoeverOpensTooManyMayBeBanned() {
    Configuration configuration =
        Configurations.of(
            "rule.a.connections", "2",
            "rule.a.action", "ban",
            "rule.b.connections", "1",
            "rule.b.ip", "203.0.113.0/24",
            "rule.b.action", "ban",
            "rule.b.enforce", "0%",
            "rule.b.order", "1");
    Shared shared = shared(configuration);
    Regime regime =
        new Regime(new Policy(configuration, Mode.ENFORCE, shared), shared, new Counters("test"));
    ConnectionCount connections = shared.limits.connections();
    InetAddress peer = Addresses.of("198.51.100.1");
    assertThat(open(regime, connections, "198.51.100.1", 9)).isEqualTo(2);
    connections.closed(peer);
    connections.closed(peer);
    assertThat(regime.accept.decide(peer)).isEqualTo(AcceptVerdict.RST);
    assertThat(shared.bans.find(peer)).isNotNull();
    assertThat(open(regime, connections, "203.0.113.1", 5)).isEqualTo(5);
    assertThat(shared.bans.find(Addresses.of("203.0.113.1"))).isNull();
    // It may be a proxy.
    assertThat(open(regime, connections, "10.0.0.3", 9)).isEqualTo(2);
    assertThat(shared.bans.find(Addresses.of("10.0.0.3"))).isNull();
    shared.close();
    assertThat(log.lines())
        .filteredOn(line -> line.contains("action=ban"))
        .singleElement()
        .asString()
        .contains("gate=accept rule=a until=")
        .contains("client=198.51.100.1 peer=198.51.100.1");
  }

  @Test
  void withAConditionOnTheRequestItIsTheRequestThatIsRefused() {
    Configuration configuration =
        Configurations.of("rule.a.connections", "2", "rule.a.path", "/a/**");
    Shared shared = shared(configuration);
    Regime regime =
        new Regime(new Policy(configuration, Mode.ENFORCE, shared), shared, new Counters("test"));
    ConnectionCount connections = shared.limits.connections();
    assertThat(open(regime, connections, "198.51.100.1", 2)).isEqualTo(2);
    assertThat(regime.request.decide(Head.get("/a/b")).drops()).isFalse();
    assertThat(open(regime, connections, "198.51.100.1", 9)).isEqualTo(9);
    assertThat(regime.request.decide(Head.get("/a/b")).drops()).isTrue();
    assertThat(regime.request.decide(Head.get("/c")).drops()).isFalse();
    // Whoever comes through a proxy shares its connections with others.
    Head other = Head.get("/a/b").from("10.0.0.9").with("x-forwarded-for", "198.51.100.1");
    assertThat(regime.request.decide(other).responds()).isFalse();
    shared.close();
  }

  @Test
  void nobodyCountsWhatNoRuleAsksFor() {
    Configuration configuration = Configurations.of("rule.a.requests", "2");
    Shared shared = shared(configuration);
    new Regime(new Policy(configuration, Mode.ENFORCE, shared), shared, new Counters("test"));
    assertThat(shared.limits.connections().opened(Addresses.of("198.51.100.1"))).isFalse();
    assertThat(shared.limits.bytes()).isZero();
    assertThat(Objects.requireNonNull(configuration.rules()).limitsRequests()).isTrue();
    shared.close();
  }
}
