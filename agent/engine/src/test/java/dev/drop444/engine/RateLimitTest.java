package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Decision.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rules with a rate, through the gates. */
class RateLimitTest {

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.withEveryLine(configuration), () -> log, time);
  }

  /** How many of so many requests pass. */
  private static int passing(Engine engine, int requests, RequestHead head) {
    int passing = 0;
    for (int i = 0; i < requests; i++) {
      Verdict verdict = engine.gates("test").request(head);
      passing += verdict.drops() || verdict.responds() ? 0 : 1;
    }
    return passing;
  }

  @Test
  void whatExceedsTheRateIsDroppedAndTimeForgives() {
    try (Engine engine = engine("rule.login.path", "/login", "rule.login.rate", "5/m")) {
      Head login = Head.of("POST", "/login");
      assertThat(passing(engine, 20, login)).isEqualTo(5);
      assertThat(passing(engine, 20, Head.of("POST", "/login").from("198.51.100.2"))).isEqualTo(5);
      assertThat(passing(engine, 20, Head.get("/other"))).isEqualTo(20);
      time.advance(Duration.ofSeconds(12));
      assertThat(passing(engine, 20, login)).isEqualTo(1);
      time.advance(Duration.ofHours(1));
      assertThat(passing(engine, 20, login)).isEqualTo(5);
      assertThat(engine.counts().dropped()).isEqualTo(Map.of("login", 15L + 15 + 19 + 15));
    }
    assertThat(log.lines())
        .allMatch(line -> line.contains("action=drop gate=request rule=login"))
        .hasSize(64);
  }

  @Test
  void burstsAndKeysAreWhatTheRuleSays() {
    try (Engine engine =
        engine(
            "rule.a.rate", "10/s",
            "rule.a.burst", "3",
            "rule.a.key", "header.x-api-key")) {
      assertThat(passing(engine, 9, Head.get("/").with("x-api-key", "1"))).isEqualTo(3);
      assertThat(passing(engine, 9, Head.get("/").with("x-api-key", "2"))).isEqualTo(3);
      assertThat(passing(engine, 9, Head.get("/"))).isEqualTo(9);
    }
  }

  @Test
  void aRuleMayAnswerAndSaysWhenToComeAgain() {
    try (Engine engine =
        engine(
            "rule.a.rate", "2/m",
            "rule.a.action", "respond",
            "rule.b.rate", "1/m",
            "rule.b.action", "respond",
            "rule.b.status-code", "503",
            "rule.b.retry-after", "5s",
            "rule.b.order", "101",
            "rule.b.path", "/b")) {
      assertThat(passing(engine, 2, Head.get("/"))).isEqualTo(2);
      Verdict verdict = engine.gates("test").request(Head.get("/"));
      assertThat(verdict.status()).isEqualTo(429);
      assertThat(verdict.retryAfterSeconds()).isEqualTo(30);
      Head b = Head.get("/b").from("198.51.100.2");
      assertThat(passing(engine, 1, b)).isEqualTo(1);
      verdict = engine.gates("test").request(b);
      assertThat(verdict.status()).isEqualTo(503);
      assertThat(verdict.retryAfterSeconds()).isEqualTo(5);
    }
  }

  @Test
  void aRuleMayBanWhoExceedsIt() {
    try (Engine engine = engine("rule.a.rate", "3/s", "rule.a.action", "ban")) {
      assertThat(passing(engine, 3, Head.get("/"))).isEqualTo(3);
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.1"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.gates("test").request(Head.get("/")).closesHttp2Connection()).isTrue();
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.1"), 0))
          .isEqualTo(AcceptVerdict.RST);
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.2"), 0))
          .isEqualTo(AcceptVerdict.PASS);
    }
  }

  @Test
  void aRuleMayForgiveSomeExcess() {
    try (Engine engine =
        engine("rule.a.rate", "1/h", "rule.a.maxretry", "3", "rule.a.action", "ban")) {
      // The first one is within the rate, two more are strikes.
      for (int i = 0; i < 3; i++) {
        assertThat(engine.gates("test").request(Head.get("/" + i)).drops()).isFalse();
      }
      assertThat(engine.gates("test").request(Head.get("/3")).drops()).isTrue();
      assertThat(engine.counts().bans()).isEqualTo(1);
    }
  }

  /** What would have been dropped must not count either, or watching would show something else. */
  @Test
  void onPaperTheSameIsDecidedCountedAndLogged() {
    String[][] onPaper = {
      {"rule.a.action", "monitor"}, {"mode", "monitor"}, {"enforce", "0%"}, {"rule.a.enforce", "0%"}
    };
    for (String[] setting : onPaper) {
      try (Engine engine = engine("rule.a.rate", "4/m", setting[0], setting[1])) {
        assertThat(passing(engine, 10, Head.get("/"))).isEqualTo(10);
        time.advance(Duration.ofSeconds(15));
        assertThat(passing(engine, 10, Head.get("/"))).isEqualTo(10);
        assertThat(engine.counts().wouldDrop()).as(setting[1]).isEqualTo(Map.of("a", 6L + 9));
        assertThat(engine.counts().dropped()).isEmpty();
      }
    }
    assertThat(log.lines())
        .allMatch(line -> line.contains("action=would-drop gate=request rule=a"))
        .hasSize(4 * 15);
  }

  @Test
  void whatAnotherRuleRefusesIsNotCounted() {
    try (Engine engine =
        engine(
            "rule.a.rate", "5/m",
            "rule.b.path", "/b",
            "rule.c.rate", "2/m",
            "rule.c.path", "/c",
            "rule.d.path", "/d",
            "rule.d.action", "allow",
            "rule.d.order", "101",
            "rule.e.path", "/e",
            "rule.e.action", "allow",
            "rule.e.order", "99")) {
      assertThat(passing(engine, 10, Head.get("/b"))).isZero();
      assertThat(passing(engine, 10, Head.get("/c"))).isEqualTo(2);
      // Before the rate is tried, and behind it.
      assertThat(passing(engine, 10, Head.get("/e"))).isEqualTo(10);
      assertThat(passing(engine, 1, Head.get("/d"))).isEqualTo(1);
      assertThat(passing(engine, 10, Head.get("/"))).isEqualTo(2);
      assertThat(passing(engine, 10, Head.get("/d"))).isZero();
      assertThat(engine.counts().dropped()).containsEntry("c", 8L).containsEntry("a", 18L);
    }
  }

  @Test
  void loopbackIsLimitedOnlyIfThatIsAskedFor() {
    try (Engine engine = engine("rule.a.rate", "1/m", "rule.b.rate", "1/m", "rule.b.key", "path")) {
      assertThat(passing(engine, 5, Head.get("/").from("127.0.0.1"))).isEqualTo(5);
      assertThat(passing(engine, 5, Head.get("/").from("::1"))).isEqualTo(5);
    }
    try (Engine engine = engine("rule.a.rate", "1/m", "spare-loopback", "false")) {
      assertThat(passing(engine, 5, Head.get("/").from("127.0.0.1"))).isEqualTo(1);
    }
  }

  @Test
  void exemptPathsAndAllowedClientsAreNotCounted() {
    try (Engine engine = engine("rule.a.rate", "2/m", "allow", "192.0.2.1")) {
      assertThat(passing(engine, 5, Head.get("/actuator/health/readiness?x"))).isEqualTo(5);
      assertThat(passing(engine, 5, Head.get("/metrics"))).isEqualTo(5);
      assertThat(passing(engine, 5, Head.get("/").from("192.0.2.1"))).isEqualTo(5);
      assertThat(passing(engine, 5, Head.get("/"))).isEqualTo(2);
      assertThat(passing(engine, 5, Head.get("/metrics"))).isEqualTo(5);
    }
    try (Engine engine = engine("rule.a.rate", "2/m", "exempt-paths", "/up")) {
      assertThat(passing(engine, 5, Head.get("/up"))).isEqualTo(5);
      assertThat(passing(engine, 5, Head.get("/metrics"))).isEqualTo(2);
    }
  }

  @Test
  void behindAProxyEachClientCountsForItselfIfTheProxyNamesIt() {
    try (Engine engine =
        engine(
            "trusted-proxies", "10.0.0.0/8",
            "rule.a.rate", "2/m",
            "rule.b.rate", "20/m",
            "rule.b.key", "path",
            "rule.b.path", "/b")) {
      Head one = Head.get("/").from("10.0.0.1").with("x-forwarded-for", "198.51.100.1");
      Head two = Head.get("/").from("10.0.0.1").with("x-forwarded-for", "198.51.100.2");
      assertThat(passing(engine, 9, one)).isEqualTo(2);
      assertThat(passing(engine, 9, two)).isEqualTo(2);
      // It may be anybody, and anybody may be more than one.
      assertThat(passing(engine, 9, Head.get("/").from("10.0.0.1"))).isEqualTo(9);
      assertThat(passing(engine, 30, Head.get("/b").from("10.0.0.1"))).isEqualTo(20);
    }
    try (Engine engine = engine("rule.a.rate", "2/m")) {
      Head presumed = Head.get("/").from("10.0.0.1").with("x-forwarded-for", "198.51.100.1");
      assertThat(passing(engine, 9, presumed)).isEqualTo(9);
      // A stranger is not believed.
      Head forged = Head.get("/").from("198.51.100.1").with("x-forwarded-for", "198.51.100.2");
      assertThat(passing(engine, 9, forged)).isEqualTo(2);
      assertThat(passing(engine, 9, Head.get("/").from(null))).isEqualTo(9);
    }
  }

  @Test
  void whatTheServerCannotReadCountsForItsPeer() {
    try (Engine engine =
        engine(
            "rule.malformed.enabled", "false",
            "rule.a.malformed", "any",
            "rule.a.rate", "2/m",
            "rule.a.action", "ban",
            "rule.b.rate", "100/m",
            "rule.b.key", "client+path")) {
      for (int i = 0; i < 3; i++) {
        Verdict verdict =
            engine
                .gates("test")
                .malformed(Addresses.of("203.0.113.1"), 80, Malformation.SYNTAX, "x" + i);
        assertThat(verdict.drops()).isEqualTo(i == 2);
      }
      assertThat(engine.gates("test").accept(Addresses.of("203.0.113.1"), 0))
          .isEqualTo(AcceptVerdict.RST);
      assertThat(engine.counts().malformedDropped()).isEqualTo(Map.of("a", 1L));
    }
    try (Engine engine =
        engine("trusted-proxies", "10.0.0.0/8", "preset", "none", "rule.a.rate", "2/m")) {
      for (int i = 0; i < 9; i++) {
        engine.gates("test").malformed(Addresses.of("10.0.0.1"), 80, Malformation.SYNTAX, "x");
      }
      assertThat(engine.counts().malformedDropped()).isEmpty();
      assertThat(engine.counts().spared()).isZero();
    }
  }

  @Test
  void responsesCountWhereARuleLooksAtThem() {
    try (Engine engine =
        engine("rule.a.status", "404", "rule.a.rate", "3/m", "rule.b.rate", "100/m")) {
      int passing = 0;
      for (int i = 0; i < 10; i++) {
        Head head = Head.get("/" + i);
        assertThat(engine.gates("test").request(head).drops()).isFalse();
        passing +=
            engine.gates("test").response(head, Reply.of(i % 2 == 0 ? 404 : 200)).drops() ? 0 : 1;
      }
      assertThat(passing).isEqualTo(8);
      assertThat(engine.counts().decisions(Gate.RESPONSE, Word.DROP)).isEqualTo(Map.of("a", 2L));
    }
  }

  @Test
  void aReloadKeepsWhatIsOwedToRulesThatStay() {
    String[] settings = {"rule.a.rate", "3/h", "rule.a.path", "/a", "rule.b.rate", "3/h"};
    try (Engine engine = engine(settings)) {
      assertThat(passing(engine, 9, Head.get("/b"))).isEqualTo(3);
      Head other = Head.get("/a").from("198.51.100.2");
      assertThat(passing(engine, 9, other)).isEqualTo(3);
      // Another path and action are no reason to start again; another burst is.
      engine.replace(
          Configurations.of(
              "rule.a.rate", "3/h",
              "rule.a.path", "/a,/c",
              "rule.a.action", "respond",
              "rule.b.rate", "3/h",
              "rule.b.burst", "2"));
      Head c = Head.get("/c").from("198.51.100.2");
      assertThat(engine.gates("test").request(c).status()).isEqualTo(429);
      assertThat(passing(engine, 9, Head.get("/b"))).isEqualTo(2);
      // And nothing is forgotten of what a rule has counted that comes back.
      engine.replace(Configurations.of(settings));
      assertThat(passing(engine, 9, Head.get("/b"))).isZero();
    }
  }

  @Test
  void underManyRatesExactlyAsManyPassAsTheSmallestAllows() throws Exception {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      settings.add("rule.r" + i + ".rate");
      settings.add(100 + 10 * ((i * 7) % 20) + "/h");
      settings.add("rule.r" + i + ".key");
      settings.add(i % 2 == 0 ? "client" : "host+path");
    }
    try (Engine engine = engine(settings.toArray(new String[0]))) {
      AtomicInteger passing = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      CountDownLatch start = new CountDownLatch(1);
      for (int i = 0; i < 4; i++) {
        Thread thread =
            new Thread(
                () -> {
                  try {
                    start.await();
                  } catch (InterruptedException interrupted) {
                    return;
                  }
                  // The last ones wait for what others give back.
                  for (int round = 0; round < 1_000 && passing.get() < 100; round++) {
                    passing.addAndGet(passing(engine, 1, Head.get("/")));
                  }
                });
        threads.add(thread);
        thread.start();
      }
      start.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      passing.addAndGet(passing(engine, 200, Head.get("/")));
      assertThat(passing).hasValue(100);
      // Whoever was refused by one rate owes nothing to the others: 10 more fit under the next.
      engine.replace(
          Configurations.of(
              settings.stream()
                  .map(setting -> setting.equals("100/h") ? "1000/h" : setting)
                  .toArray(String[]::new)));
      assertThat(passing(engine, 200, Head.get("/"))).isEqualTo(10);
    }
  }
}
