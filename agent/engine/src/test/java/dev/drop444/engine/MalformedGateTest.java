package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server's parser refuses, and what only rules call malformed. */
class MalformedGateTest {

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, time);
  }

  private static Verdict refused(Engine engine, @Nullable String peer, Malformation kind) {
    return engine
        .gates("test")
        .malformed(peer == null ? null : Addresses.of(peer), 8080, kind, "G\u0000T / \"");
  }

  @ParameterizedTest
  @EnumSource(Malformation.class)
  void withNothingConfiguredWhatTheServerRefusesIsDropped(Malformation kind) {
    try (Engine engine = engine()) {
      for (String peer : new String[] {"198.51.100.1", "127.0.0.1", "10.0.0.1", "::1", null}) {
        assertThat(refused(engine, peer, kind).rule()).as(peer).isEqualTo("malformed");
      }
      assertThat(engine.counts().malformed()).isEqualTo(5);
      assertThat(engine.counts().malformedDropped()).isEqualTo(Map.of("malformed", 5L));
      assertThat(engine.counts().dropped()).isEmpty();
    }
  }

  @Test
  void aDropIsOneLineWithTheExcerptEscaped() {
    try (Engine engine = engine()) {
      refused(engine, "198.51.100.1", Malformation.TOO_LARGE);
      engine.gates("test").malformed(null, 0, Malformation.SYNTAX, null);
    }
    assertThat(log.lines())
        .containsExactly(
            "INFO time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=malformed"
                + " rule=malformed kind=too-large client=198.51.100.1 peer=198.51.100.1 port=8080"
                + " excerpt=\"G\\x00T / \\\"\"",
            "INFO time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=malformed"
                + " rule=malformed kind=syntax client=- peer=- port=- excerpt=-");
  }

  @Test
  void aRuleMayNameKindsAndExcludeOthers() {
    try (Engine engine =
        engine("preset", "none", "rule.m.malformed", "any", "rule.m.not-malformed", "too-large")) {
      assertThat(refused(engine, "198.51.100.1", Malformation.TOO_LARGE)).isSameAs(Verdict.PASS);
      assertThat(refused(engine, "198.51.100.1", Malformation.HTTP_2).rule()).isEqualTo("m");
    }
    try (Engine engine = engine("preset", "none", "rule.m.malformed", "syntax,http2")) {
      assertThat(refused(engine, "198.51.100.1", Malformation.VERSION)).isSameAs(Verdict.PASS);
      assertThat(refused(engine, "198.51.100.1", Malformation.HTTP_2).rule()).isEqualTo("m");
    }
  }

  @Test
  void conditionsThatNobodyCanKnowDoNotHold() {
    for (String facet : List.of("path", "not-path", "method", "not-method", "not-user-agent")) {
      try (Engine engine =
          engine("preset", "none", "rule.m.malformed", "any", "rule.m." + facet, "X")) {
        assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX))
            .as(facet)
            .isSameAs(Verdict.PASS);
      }
    }
    try (Engine engine =
        engine("preset", "none", "rule.m.malformed", "any", "rule.m.not-ip", "203.0.113.0/24")) {
      assertThat(refused(engine, "203.0.113.1", Malformation.SYNTAX)).isSameAs(Verdict.PASS);
      assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX).drops()).isTrue();
    }
  }

  @Test
  void listsAndRulesOnAddressesDecideHereToo() {
    try (Engine engine =
        engine(
            "preset",
            "none",
            "allow",
            "192.0.2.1",
            "deny",
            "192.0.2.0/24",
            "rule.a.ip",
            "203.0.113.0/28",
            "rule.a.action",
            "allow",
            "rule.b.ip",
            "203.0.113.0/24")) {
      assertThat(refused(engine, "192.0.2.1", Malformation.SYNTAX)).isSameAs(Verdict.PASS);
      assertThat(refused(engine, "192.0.2.2", Malformation.SYNTAX).rule()).isEqualTo("deny");
      assertThat(refused(engine, "203.0.113.1", Malformation.SYNTAX)).isSameAs(Verdict.PASS);
      assertThat(refused(engine, "203.0.113.99", Malformation.SYNTAX).rule()).isEqualTo("b");
      assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX)).isSameAs(Verdict.PASS);
    }
  }

  @Test
  void banningWorksHereToo() {
    try (Engine engine = engine("rule.malformed.action", "ban")) {
      assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX).drops()).isTrue();
      assertThat(engine.gates("test").accept(Addresses.of("198.51.100.1"), 0))
          .isEqualTo(AcceptVerdict.RST);
      assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX).closesHttp2Connection())
          .isTrue();
    }
    assertThat(log.lines().get(0)).contains("action=ban gate=malformed rule=malformed until=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "fd00::1"})
  void whoMayBeAProxyIsNotBannedForWhatShowsNoHeaders(String peer) {
    try (Engine engine = engine("rule.malformed.action", "ban")) {
      assertThat(refused(engine, peer, Malformation.SYNTAX).drops()).isTrue();
      assertThat(engine.gates("test").accept(Addresses.of(peer), 0)).isEqualTo(AcceptVerdict.PASS);
    }
  }

  @Test
  void loopbackIsLikeAnyClientWhereAsked() {
    try (Engine engine = engine("rule.malformed.action", "ban", "spare-loopback", "false")) {
      refused(engine, "127.0.0.1", Malformation.SYNTAX);
      assertThat(engine.gates("test").accept(Addresses.of("127.0.0.1"), 0))
          .isEqualTo(AcceptVerdict.RST);
    }
  }

  @Test
  void aProxyThatWasSeenIsSpared() {
    try (Engine engine = engine()) {
      Head good = Head.get("/").from("10.1.2.3").with("x-forwarded-for", "198.51.100.1");
      assertThat(engine.gates("test").request(good)).isSameAs(Verdict.PASS);
      assertThat(refused(engine, "10.1.2.3", Malformation.SYNTAX)).isSameAs(Verdict.PASS);
      assertThat(refused(engine, "10.1.2.4", Malformation.SYNTAX).drops()).isTrue();
      // A stranger cannot pass for one.
      engine.gates("test").request(Head.get("/").with("x-forwarded-for", "10.1.2.3"));
      assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX).drops()).isTrue();
      assertThat(engine.counts().spared()).isEqualTo(1);
    }
    assertThat(log.lines())
        .anyMatch(
            line -> line.startsWith("WARN") && line.contains("from 10.1.2.3, which is a proxy"));
  }

  @Test
  void monitoringPasses() {
    try (Engine engine = engine("mode", "monitor")) {
      assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX)).isSameAs(Verdict.PASS);
      assertThat(engine.counts().malformedWouldDrop()).containsOnlyKeys("malformed");
    }
    try (Engine engine = engine("rule.malformed.action", "monitor")) {
      assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX)).isSameAs(Verdict.PASS);
      assertThat(engine.counts().malformedWouldDrop()).containsOnlyKeys("malformed");
    }
    try (Engine engine = engine("mode", "off")) {
      assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX)).isSameAs(Verdict.PASS);
    }
    assertThat(log.lines())
        .hasSize(2)
        .allMatch(line -> line.contains("action=would-drop gate=malformed"));
  }

  @Test
  void anomaliesThatTheServerTakesAreFoundAtTheRequestGate() {
    try (Engine engine = engine()) {
      assertThat(engine.gates("test").request(Head.get("/").withoutHost()).rule())
          .isEqualTo("malformed");
      assertThat(engine.gates("test").request(Head.get("/%zz").with("proxy", "x")).drops())
          .isTrue();
      // Odd, but no more than that.
      assertThat(engine.gates("test").request(Head.get("/x#y"))).isSameAs(Verdict.PASS);
    }
    assertThat(log.lines().get(0)).contains("gate=request rule=malformed kind=host-missing client");
    assertThat(log.lines().get(1)).contains("kind=path-encoding-invalid,proxy-header client=");
  }

  @Test
  void presetStrictLooksForEverythingAndForScanners() {
    for (String preset : List.of("strict", "standard,strict")) {
      try (Engine engine = engine("preset", preset)) {
        Head clean = Head.get("/").agent("x").with("accept", "*/*");
        assertThat(engine.gates("test").request(clean)).isSameAs(Verdict.PASS);
        assertThat(
                engine
                    .gates("test")
                    .request(Head.get("/x#y").agent("x").with("accept", "*/*"))
                    .rule())
            .isEqualTo("malformed");
        assertThat(engine.gates("test").request(clean.agent("sqlmap")).drops()).isTrue();
        assertThat(refused(engine, "198.51.100.1", Malformation.SYNTAX).drops()).isTrue();
      }
    }
  }

  @Test
  void anomaliesCanBeExcludedAndCombined() {
    try (Engine engine =
        engine(
            "preset",
            "none",
            "rule.m.malformed",
            "strict",
            "rule.m.not-malformed",
            "accept-missing,user-agent-missing",
            "rule.m.path",
            "/api/**")) {
      assertThat(engine.gates("test").request(Head.get("/api/x"))).isSameAs(Verdict.PASS);
      assertThat(
              engine
                  .gates("test")
                  .request(Head.get("/api/x#y").agent("x").with("accept", "x"))
                  .drops())
          .isTrue();
      assertThat(engine.gates("test").request(Head.get("/x#y").agent("x").with("accept", "x")))
          .isSameAs(Verdict.PASS);
    }
  }
}
