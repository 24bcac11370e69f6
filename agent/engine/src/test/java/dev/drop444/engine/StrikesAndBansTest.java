package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Decision.Word;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrikesAndBansTest {

  private static final String CLIENT = "198.51.100.7";

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, time);
  }

  private static String[] login(String... more) {
    String[] rule = {
      "rule.login.path", "/login",
      "rule.login.method", "POST",
      "rule.login.status", "401",
      "rule.login.maxretry", "3",
      "rule.login.findtime", "10m",
      "rule.login.action", "ban",
      "rule.login.bantime", "1h"
    };
    String[] all = java.util.Arrays.copyOf(rule, rule.length + more.length);
    System.arraycopy(more, 0, all, rule.length, more.length);
    return all;
  }

  private Verdict fail(Engine engine, String client) {
    time.advance(Duration.ofSeconds(2));
    return engine.gates("test").response(Head.of("POST", "/login").from(client), Reply.of(401));
  }

  private boolean isBanned(Engine engine, String client) {
    return engine.gates("test").accept(Addresses.of(client), 0) != AcceptVerdict.PASS;
  }

  @Test
  void bruteForceIsBannedAndWhoMistypesIsNot() {
    try (Engine engine = engine(login())) {
      assertThat(fail(engine, CLIENT)).isSameAs(Verdict.PASS);
      assertThat(fail(engine, CLIENT)).isSameAs(Verdict.PASS);
      assertThat(fail(engine, "198.51.100.8")).isSameAs(Verdict.PASS);
      assertThat(isBanned(engine, CLIENT)).isFalse();
      Verdict third = fail(engine, CLIENT);
      assertThat(third.drops()).isTrue();
      assertThat(third.closesHttp2Connection()).isTrue();
      assertThat(isBanned(engine, CLIENT)).isTrue();
      assertThat(isBanned(engine, "198.51.100.8")).isFalse();
      // On a connection that is still open.
      assertThat(engine.gates("test").request(Head.get("/").from(CLIENT)).rule())
          .isEqualTo("login");
      // Paid for: it takes three again.
      time.advance(Duration.ofHours(1));
      assertThat(isBanned(engine, CLIENT)).isFalse();
      assertThat(fail(engine, CLIENT)).isSameAs(Verdict.PASS);
      assertThat(fail(engine, CLIENT)).isSameAs(Verdict.PASS);
      assertThat(fail(engine, CLIENT).drops()).isTrue();
    }
  }

  @Test
  void strikesAreForgottenAfterFindtime() {
    try (Engine engine = engine(login())) {
      fail(engine, CLIENT);
      fail(engine, CLIENT);
      time.advance(Duration.ofMinutes(9).plusSeconds(57));
      // The first one is forgotten now, the second one is not.
      assertThat(fail(engine, CLIENT)).isSameAs(Verdict.PASS);
      assertThat(fail(engine, CLIENT)).isSameAs(Verdict.PASS);
      assertThat(fail(engine, CLIENT).drops()).isTrue();
    }
  }

  @Test
  void theRetryOfARequestIsNoSecondStrike() {
    try (Engine engine = engine(login("rule.login.method", "GET"))) {
      for (int i = 0; i < 2; i++) {
        time.advance(Duration.ofSeconds(2));
        assertThat(guess(engine, "old")).isSameAs(Verdict.PASS);
        // What curl, browsers and java.net.http do when they get no answer.
        time.advance(Duration.ofMillis(300));
        assertThat(guess(engine, "old")).isSameAs(Verdict.PASS);
      }
      time.advance(Duration.ofSeconds(2));
      assertThat(guess(engine, "old").drops()).isTrue();
    }
  }

  @Test
  void everyPasswordIsAStrikeHoweverFastTheyCome() {
    try (Engine engine = engine(login("rule.login.method", "GET,POST"))) {
      assertThat(guess(engine, "one")).isSameAs(Verdict.PASS);
      assertThat(guess(engine, "two")).isSameAs(Verdict.PASS);
      assertThat(guess(engine, "three").drops()).isTrue();
      // What is in a form is not known when the head is.
      Head form = Head.of("POST", "/login").from("198.51.100.8");
      assertThat(engine.gates("test").response(form, Reply.of(401))).isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").response(form, Reply.of(401))).isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").response(form, Reply.of(401)).drops()).isTrue();
    }
  }

  /** Asks with HTTP Basic authentication. */
  private static Verdict guess(Engine engine, String password) {
    Head head = Head.get("/login").from(CLIENT).with("authorization", "Basic " + password);
    return engine.gates("test").response(head, Reply.of(401));
  }

  @Test
  void distinctPathsAreWhatAScannerAsksFor() {
    try (Engine engine =
        engine(
            "preset", "none",
            "rule.walk.status", "404",
            "rule.walk.maxretry", "4",
            "rule.walk.distinct", "path",
            "rule.walk.action", "ban")) {
      for (int i = 0; i < 20; i++) {
        time.advance(Duration.ofSeconds(2));
        engine.gates("test").response(Head.get("/favicon.ico?" + i).from(CLIENT), Reply.of(404));
      }
      assertThat(isBanned(engine, CLIENT)).isFalse();
      for (String path : new String[] {"/a", "/b", "/%62", "/x/../b"}) {
        engine.gates("test").response(Head.get(path).from(CLIENT), Reply.of(404));
      }
      assertThat(isBanned(engine, CLIENT)).isFalse();
      engine.gates("test").response(Head.get("/c").from(CLIENT), Reply.of(404));
      assertThat(isBanned(engine, CLIENT)).isTrue();
    }
  }

  @Test
  void ourOwnDropsCountOnlyWhereARuleSaysSo() {
    try (Engine engine = engine("rule.mine.path", "/mine")) {
      for (int i = 0; i < 50; i++) {
        time.advance(Duration.ofSeconds(2));
        assertThat(engine.gates("test").request(Head.get("/mine").from(CLIENT)).drops()).isTrue();
      }
      assertThat(isBanned(engine, CLIENT)).isFalse();
      assertThat(engine.counts().bans()).isZero();
    }
    try (Engine engine =
        engine("rule.mine.path", "/mine", "rule.repeat.strike", "mine,scanners,probes")) {
      for (int i = 0; i < 5; i++) {
        assertThat(isBanned(engine, CLIENT)).isFalse();
        time.advance(Duration.ofSeconds(2));
        engine.gates("test").request(Head.get("/mine").from(CLIENT));
      }
      assertThat(isBanned(engine, CLIENT)).isTrue();
      assertThat(engine.counts().decisions(Gate.OUTCOME, Word.BAN)).containsOnlyKeys("repeat");
    }
    assertThat(log.lines())
        .anyMatch(line -> line.contains("action=ban gate=outcome rule=repeat until="));
  }

  @Test
  void theStandardPresetBansWhoGoesOnAndLongerEachTime() {
    try (Engine engine = engine()) {
      for (int minutes : new int[] {10, 20, 40}) {
        for (int i = 0; i < 5; i++) {
          assertThat(isBanned(engine, CLIENT)).isFalse();
          time.advance(Duration.ofSeconds(2));
          if (i % 2 == 0) {
            engine.gates("test").request(Head.get("/").from(CLIENT).agent("sqlmap/1.8"));
          } else {
            engine.gates("test").response(Head.get("/.env").from(CLIENT), Reply.of(404));
          }
        }
        assertThat(isBanned(engine, CLIENT)).isTrue();
        time.advance(Duration.ofMinutes(minutes).minusSeconds(1));
        assertThat(isBanned(engine, CLIENT)).isTrue();
        time.advance(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  void whatABrowserMaySendByMistakeIsNoStrikeInTheStandardPreset() {
    try (Engine engine = engine()) {
      for (int i = 0; i < 30; i++) {
        time.advance(Duration.ofSeconds(2));
        engine
            .gates("test")
            .malformed(Addresses.of(CLIENT), 0, Malformation.SYNTAX, "GET /?a=|" + i);
        engine
            .gates("test")
            .malformed(Addresses.of(CLIENT), 0, Malformation.TLS_ON_PLAIN_PORT, null);
        engine
            .gates("test")
            .response(Head.get("/old/page" + i + ".php").from(CLIENT), Reply.of(404));
      }
      assertThat(isBanned(engine, CLIENT)).isFalse();
      for (int i = 0; i < 5; i++) {
        time.advance(Duration.ofSeconds(2));
        assertThat(engine.gates("test").request(Head.get("/a%00" + i).from(CLIENT)).drops())
            .isTrue();
      }
      assertThat(isBanned(engine, CLIENT)).isTrue();
    }
  }

  @Test
  void proxiesAndLoopbackHaveNoStrikesThatBan() {
    try (Engine engine = engine(login("trusted-proxies", "192.0.2.1", "allow", "203.0.113.5"))) {
      for (int i = 0; i < 10; i++) {
        fail(engine, "192.0.2.1");
        fail(engine, "127.0.0.1");
        fail(engine, "203.0.113.5");
        time.advance(Duration.ofSeconds(2));
        engine
            .gates("test")
            .response(
                Head.of("POST", "/login").from("10.0.0.9").with("x-forwarded-for", CLIENT),
                Reply.of(401));
      }
      assertThat(engine.counts().bans()).isZero();
      // Behind a proxy that is configured it is the client that is banned.
      for (int i = 0; i < 3; i++) {
        time.advance(Duration.ofSeconds(2));
        Verdict verdict =
            engine
                .gates("test")
                .response(
                    Head.of("POST", "/login").from("192.0.2.1").with("x-forwarded-for", CLIENT),
                    Reply.of(401));
        assertThat(verdict.drops()).isFalse();
        assertThat(verdict.status()).isEqualTo(i == 2 ? 444 : 0);
      }
      assertThat(isBanned(engine, CLIENT)).isTrue();
      assertThat(isBanned(engine, "192.0.2.1")).isFalse();
    }
  }

  @Test
  void monitorCountsStrikesAndSaysWhomItWouldBan() {
    try (Engine engine = engine(login("mode", "monitor"))) {
      for (int i = 0; i < 6; i++) {
        assertThat(fail(engine, CLIENT)).isSameAs(Verdict.PASS);
      }
      assertThat(engine.counts().bans()).isZero();
      assertThat(engine.counts().decisions(Gate.RESPONSE, Word.WOULD_BAN))
          .containsOnly(java.util.Map.entry("login", 2L));
    }
  }

  @Test
  void bansOutliveTheProcessInAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("bans.txt");
    String[] configuration =
        login(
            "ban-file",
            file.toString(),
            "ipv6-prefix",
            "64",
            "rule.login.bantime.increment",
            "true");
    try (Engine engine = engine(configuration)) {
      engine.tick();
      for (int i = 0; i < 3; i++) {
        fail(engine, CLIENT);
        fail(engine, "2001:db8:1:2::3");
      }
    }
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .anyMatch(line -> line.startsWith(CLIENT + " 2026-11-23T11:0") && line.endsWith(" login 1"))
        .anyMatch(line -> line.startsWith("2001:db8:1:2:0:0:0:0/64 "));
    Files.writeString(
        file, Files.readString(file) + "garbage\n203.0.113.1 2020-01-01T00:00:00Z old 1\n");
    time.advance(Duration.ofMinutes(30));
    try (Engine engine = engine(configuration)) {
      engine.tick();
      assertThat(isBanned(engine, CLIENT)).isTrue();
      assertThat(isBanned(engine, "2001:db8:1:2::4")).isTrue();
      assertThat(isBanned(engine, "203.0.113.1")).isFalse();
      assertThat(engine.counts().bans()).isEqualTo(2);
      time.advance(Duration.ofMinutes(30));
      assertThat(isBanned(engine, CLIENT)).isFalse();
      // It is remembered that this was the first one.
      for (int i = 0; i < 3; i++) {
        fail(engine, CLIENT);
      }
      time.advance(Duration.ofMinutes(119));
      assertThat(isBanned(engine, CLIENT)).isTrue();
    }
    assertThat(log.lines()).anyMatch(line -> line.contains("1 lines of"));
  }
}
