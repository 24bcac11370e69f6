package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Decision.Word;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResponseGateTest {

  private final RecordingLogger log = new RecordingLogger();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, new MovableTime());
  }

  @Test
  void probesAreSilencedOnlyWhereTheApplicationHasNothing() {
    try (Engine engine = engine()) {
      for (String probe :
          new String[] {
            "/.env",
            "/app/.git/config",
            "/wp-login.php",
            "/old/index.php",
            "/x/%2e%65nv",
            "/phpmyadmin/",
            "/nice%20ports%2C/Tri%6Eity.txt%2ebak"
          }) {
        assertThat(engine.gates("test").response(Head.get(probe), Reply.of(200)))
            .isSameAs(Verdict.PASS);
        assertThat(engine.gates("test").response(Head.get(probe), Reply.of(404)).drops())
            .as(probe)
            .isTrue();
      }
      for (String path : new String[] {"/", "/favicon.ico", "/robots.txt", "/env", "/a.phpx"}) {
        assertThat(engine.gates("test").response(Head.get(path), Reply.of(404)))
            .isSameAs(Verdict.PASS);
      }
      // An old link from somewhere, and a search engine that remembers one.
      assertThat(
              engine
                  .gates("test")
                  .response(Head.get("/p.php").with("referer", "https://a/"), Reply.of(404)))
          .isSameAs(Verdict.PASS);
      assertThat(
              engine
                  .gates("test")
                  .response(
                      Head.get("/p.php").agent("Mozilla/5.0 (compatible; Googlebot/2.1)"),
                      Reply.of(404)))
          .isSameAs(Verdict.PASS);
      assertThat(engine.counts().decisions(Gate.RESPONSE, Word.DROP).get("probes")).isEqualTo(6);
    }
    assertThat(log.lines())
        .anyMatch(
            line ->
                line.contains("action=drop gate=response rule=probes")
                    && line.contains("request=\"GET /.env HTTP/1.1\"")
                    && line.contains("status=404"));
  }

  @Test
  void onlyStatusesAtWhichARuleLooksAreAskedFor() {
    try (Engine engine = engine()) {
      assertThat(engine.gates("test").looksAt(404)).isTrue();
      assertThat(engine.gates("test").looksAt(444)).isTrue();
      assertThat(engine.gates("test").looksAt(200)).isFalse();
      assertThat(engine.gates("test").looksAt(500)).isFalse();
    }
    try (Engine engine =
        engine("rule.x.response-header.x-failed", "*", "preset", "none", "app-signal", "none")) {
      assertThat(engine.gates("test").looksAt(200)).isTrue();
      assertThat(engine.gates("test").looksAt(999)).isTrue();
    }
    try (Engine engine = engine("mode", "off")) {
      assertThat(engine.gates("test").looksAt(444)).isFalse();
    }
  }

  @Test
  void theApplicationAsksForADrop() {
    try (Engine engine = engine("h2", "connection")) {
      Verdict verdict = engine.gates("test").response(Head.get("/"), Reply.of(444));
      assertThat(verdict.drops()).isTrue();
      assertThat(verdict.rule()).isEqualTo("app-signal");
      assertThat(verdict.closesHttp2Connection()).isTrue();
    }
    try (Engine engine = engine("app-signal", "499")) {
      assertThat(engine.gates("test").response(Head.get("/"), Reply.of(444)).drops()).isFalse();
      assertThat(engine.gates("test").response(Head.get("/"), Reply.of(499)).drops()).isTrue();
    }
    try (Engine engine = engine("app-signal", "none")) {
      assertThat(engine.gates("test").looksAt(444)).isFalse();
      assertThat(engine.gates("test").response(Head.get("/"), Reply.of(444)).drops()).isFalse();
    }
    try (Engine engine = engine("mode", "monitor")) {
      assertThat(engine.gates("test").response(Head.get("/"), Reply.of(444)).drops()).isFalse();
      assertThat(engine.counts().decisions(Gate.RESPONSE, Word.WOULD_DROP))
          .containsOnlyKeys("app-signal");
    }
  }

  @Test
  void aProxyGetsTheBareSignalInPlaceOfTheResponse() {
    try (Engine engine = engine("trusted-proxies", "192.0.2.1")) {
      Verdict verdict =
          engine
              .gates("test")
              .response(
                  Head.get("/.env").from("192.0.2.1").with("x-forwarded-for", "198.51.100.1"),
                  Reply.of(404));
      assertThat(verdict.drops()).isFalse();
      assertThat(verdict.status()).isEqualTo(444);
    }
  }

  @Test
  void rulesLookAtWhatTheApplicationSays() {
    try (Engine engine =
        engine(
            "rule.failed.response-header.location",
            "*/login?error*",
            "rule.failed.path",
            "/login",
            "rule.thrown.exception",
            "java.io.*",
            "rule.banner.error-page",
            "true",
            "rule.server.status",
            "500-599",
            "rule.server.order",
            "200",
            "rule.server.action",
            "respond",
            "rule.server.status-code",
            "503",
            "rule.server.retry-after",
            "1500ms")) {
      Reply toLogin = Reply.of(302).with("location", "https://h/login?error");
      assertThat(engine.gates("test").response(Head.get("/login"), toLogin).rule())
          .isEqualTo("failed");
      assertThat(engine.gates("test").response(Head.get("/other"), toLogin).rule()).isNull();
      assertThat(engine.gates("test").response(Head.get("/login"), Reply.of(302)).rule()).isNull();
      // The cause counts as well.
      Throwable thrown = new IllegalStateException(new IOException("x"));
      assertThat(engine.gates("test").response(Head.get("/"), Reply.of(500).thrown(thrown)).rule())
          .isEqualTo("thrown");
      assertThat(engine.gates("test").response(Head.get("/"), Reply.of(403).errorPage()).rule())
          .isEqualTo("banner");
      Verdict bare = engine.gates("test").response(Head.get("/"), Reply.of(502));
      assertThat(bare.responds()).isTrue();
      assertThat(bare.status()).isEqualTo(503);
      assertThat(bare.retryAfterSeconds()).isEqualTo(2);
      assertThat(engine.gates("test").response(Head.get("/"), Reply.of(200)).rule()).isNull();
    }
    assertThat(log.lines())
        .anyMatch(line -> line.contains("action=respond gate=response rule=server answer=503"));
  }

  @Test
  void rulesOnResponsesWaitForThem() {
    try (Engine engine = engine("rule.x.not-status", "200", "rule.x.path", "/x")) {
      assertThat(engine.gates("test").request(Head.get("/x"))).isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").response(Head.get("/x"), Reply.of(200)))
          .isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").response(Head.get("/x"), Reply.of(204)).rule())
          .isEqualTo("x");
    }
  }

  @Test
  void whoIsAllowedGetsTheResponse() {
    try (Engine engine = engine("allow", "198.51.100.0/24")) {
      assertThat(engine.gates("test").response(Head.get("/.env"), Reply.of(404)))
          .isSameAs(Verdict.PASS);
      assertThat(engine.gates("test").response(Head.get("/"), Reply.of(444)))
          .isSameAs(Verdict.PASS);
    }
  }
}
