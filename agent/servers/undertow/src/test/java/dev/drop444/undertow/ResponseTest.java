package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The response gate and bare answers over HTTP/1, on every version that we say we know. */
@Timeout(60)
class ResponseTest {

  private static final String CLOSE = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  private static final String GOOD = "GET /good" + CLOSE;

  /** What the gate is shown of each way to answer. */
  private static final Map<String, String> WAYS = new LinkedHashMap<>();

  static {
    for (String way : List.of("sent", "empty", "blocking", "encoded", "committing", "async")) {
      WAYS.put("/app/" + way + "/404", "404 GET /app/" + way + "/404");
    }
    WAYS.put("/app/page/404", "404 GET /app/page/404|page");
    WAYS.put("/app/fields/401", "401 GET /app/fields/401|x-login:failed|set-cookie:session=s1");
    WAYS.put("/app/file?absent", "404 GET /app/file?absent");
    WAYS.put("/app/file?MANIFEST.MF", "200 GET /app/file?MANIFEST.MF");
    WAYS.put("/app/throwing", "500 GET /app/throwing|thrown:thrown by the application");
    WAYS.put("/app/waiting/404", "404 GET /app/waiting/404");
  }

  private static final Verdict TOO_MANY = Verdict.respond("rates", 429, 7);
  private static final Verdict SIGNAL = Verdict.respond("probes", 444, 0);

  @TempDir static @Nullable Path directory;
  private static @Nullable KeyStoreFile keyStore;

  private final ServerLog log = new ServerLog();

  @BeforeAll
  static void makeKeys() throws Exception {
    if (directory != null) {
      keyStore = new KeyStoreFile(directory);
    }
  }

  @AfterEach
  void stop() {
    log.close();
  }

  static List<Path> jars() throws IOException {
    return ServerJar.differingBeyondParsing();
  }

  private static WovenUndertow start(Path jar) throws Exception {
    if (keyStore == null) {
      throw new AssertionError("no keys");
    }
    WovenUndertow woven = new WovenUndertow(jar, keyStore, WovenUndertow.LARGE);
    woven.rules.statuses.addAll(List.of(200, 401, 404, 444, 500));
    return woven;
  }

  private static String get(WovenUndertow woven, String target) throws IOException {
    return ask(woven, target, woven.server.plainPort());
  }

  private static String ask(WovenUndertow woven, String target, int port) throws IOException {
    return RawClient.exchange(
        port,
        "GET " + target + CLOSE,
        () -> {
          if (target.contains("waiting")) {
            Await.that(() -> woven.server.notes().remove("waiting"));
            woven.server.release();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyWayOfAnsweringComesToTheGateOnce(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      for (Map.Entry<String, String> way : WAYS.entrySet()) {
        woven.rules.answered.clear();
        String status = way.getValue().substring(0, 3);
        assertThat(get(woven, way.getKey())).startsWith("HTTP/1.1 " + status + " ");
        assertThat(woven.rules.answered).as(way.getKey()).containsExactly(way.getValue());
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void onlyStatusesThatAreAskedForComeToTheGate(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.statuses.remove(404);
      woven.rules.response = Rules.FIN;
      assertThat(get(woven, "/app/sent/404")).startsWith("HTTP/1.1 404 ").endsWith("a page\n");
      assertThat(woven.rules.answered).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aDropSendsNothing(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (String way : WAYS.keySet()) {
        for (int port : List.of(woven.server.plainPort(), woven.server.tlsPort())) {
          boolean tls = port == woven.server.tlsPort();
          if (tls && way.contains("waiting")) {
            continue;
          }
          woven.rules.response = Rules.FIN;
          assertThat(tls ? tls(woven, way) : get(woven, way)).as(way + ", FIN").isEmpty();
          woven.rules.response = Rules.RST;
          assertThat(tls ? tls(woven, way) : get(woven, way))
              .as(way + ", RST")
              .isEqualTo(tls ? "" : RawClient.RESET);
        }
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).as("beside what Undertow logs of thrown exceptions").hasSize(4);
      assertThat(log.lines).allMatch(line -> line.contains("thrown by the application"));
      assertThat(woven.server.notes().stream().filter(note -> note.startsWith("log:")))
          .as("what the access log says")
          .hasSize(WAYS.size() * 4 - 2)
          .allMatch(line -> line.startsWith("log:444 0 GET /app/"));
      assertThat(woven.server.notes()).doesNotContain("never released");
    }
  }

  private static String tls(WovenUndertow woven, String target) throws Exception {
    return RawTls.exchange(woven.server.tlsPort(), "GET " + target + CLOSE);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void theApplicationGoesOnAsIfItHadAnswered(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.response = Rules.FIN;
      assertThat(get(woven, "/app/blocking/404")).isEmpty();
      Await.that(() -> woven.server.notes().contains("written"));
      woven.awaitNothingHeld();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void anEndlessStreamEndsAsIfItsClientHadGone(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Verdict verdict : List.of(Rules.FIN, Rules.RST)) {
        woven.rules.response = verdict;
        assertThat(get(woven, "/app/endless/404"))
            .isEqualTo(verdict == Rules.FIN ? "" : RawClient.RESET);
        Await.that(() -> woven.server.notes().remove("the stream has ended"));
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void anUploadThatNobodyReadsEndsLikeAGet(Path jar) throws Exception {
    String upload = "493e0\r\n" + "a".repeat(300_000) + "\r\n0\r\n\r\n";
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      woven.rules.response = Rules.FIN;
      for (String way : List.of("sent", "empty", "blocking", "async")) {
        String request = chunked("/app/" + way + "/404") + upload;
        assertThat(RawClient.exchange(woven.server.plainPort(), request)).as(way).isEmpty();
      }
      woven.awaitNothingHeld();
      assertThat(woven.rules.answered).hasSize(4);
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  private static String chunked(String target) {
    return "POST " + target + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  }

  private static String post(String target, int length) {
    return "POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whoReadsOnAfterADropIsNotToldThatThisWasAll(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Verdict verdict : List.of(Rules.FIN, Rules.RST)) {
        woven.rules.response = verdict;
        String answer =
            RawClient.exchange(
                woven.server.plainPort(),
                post("/app/answering-first/404", 1_000) + "half",
                () -> {
                  Await.that(() -> woven.server.notes().remove("flushed"));
                  woven.server.release();
                });
        assertThat(answer).isEqualTo(verdict == Rules.FIN ? "" : RawClient.RESET);
        Await.that(
            () ->
                woven.server.notes().remove("read 0 and failed")
                    // Seen now and then: see docs/limits.md.
                    || (jar.toString().contains("-2.2.") && woven.server.notes().remove("read 0")),
            woven.server.notes());
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whatWasAnsweredBeforeInAPipelineArrives(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.response = Rules.FIN;
      woven.rules.statuses.remove(200);
      String good = "GET /keep-alive HTTP/1.1\r\nHost: a\r\n\r\n";
      for (String way : List.of("sent", "empty", "blocking", "committing")) {
        String requests = good + "GET /app/" + way + "/404 HTTP/1.1\r\nHost: a\r\n\r\n" + good;
        assertThat(RawClient.exchange(woven.server.plainPort(), requests))
            .as(way)
            .startsWith("HTTP/1.1 200 ")
            .endsWith("hello")
            .containsOnlyOnce("hello");
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aBareAnswerTakesThePlaceOfAResponse(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      woven.rules.statuses.remove(200);
      for (String way : WAYS.keySet()) {
        if (way.contains("MANIFEST") || way.contains("waiting")) {
          continue;
        }
        woven.rules.response = TOO_MANY;
        String requests = "GET " + way + " HTTP/1.1\r\nHost: a\r\n\r\n" + GOOD;
        assertThat(undated(RawClient.exchange(woven.server.plainPort(), requests)))
            .as(way)
            .startsWith(
                "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"
                    + "HTTP/1.1 200 OK\r\n")
            .endsWith("hello");
        woven.rules.response = SIGNAL;
        assertThat(undated(get(woven, way)))
            .as(way)
            .isEqualTo("HTTP/1.1 444 Unknown\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).as("beside what Undertow logs of thrown exceptions").hasSize(2);
      assertThat(woven.server.notes())
          .contains("log:429 0 GET /app/blocking/404")
          .contains("log:444 0 GET /app/fields/401")
          .allMatch(note -> !note.startsWith("log:40"));
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aBareAnswerTakesThePlaceOfARequest(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      woven.rules.request = TOO_MANY;
      String bare = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
      String closing =
          "HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 7\r\n"
              + "Content-Length: 0\r\n\r\n";
      String get = "GET /app/sent HTTP/1.1\r\nHost: a\r\n\r\n";
      String post = post("/app/sent", 5) + "hello";
      int port = woven.server.plainPort();
      assertThat(undated(RawClient.exchange(port, get + post + get + GOOD)))
          .isEqualTo(bare + bare + bare + closing);
      assertThat(undated(RawTls.exchange(woven.server.tlsPort(), get + post + GOOD)))
          .isEqualTo(bare + bare + closing);
      // Versions differ in which version they answer HTTP/1.0 with.
      String old = "GET / HTTP/1.0\r\n\r\n";
      assertThat(undated(RawClient.exchange(port, old)).replace("/1.0", "/1.1")).isEqualTo(closing);
      String keep = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
      assertThat(undated(RawClient.exchange(port, keep + old)).replace("/1.0", "/1.1"))
          .isEqualTo(closing.replace("close", "keep-alive") + closing);
      assertThat(undated(RawClient.exchange(port, expecting("/app/sent")))).isEqualTo(closing);
      assertThat(undated(RawClient.exchange(port, "HEAD /app/sent" + CLOSE))).isEqualTo(closing);
      woven.awaitNothingHeld();
      assertThat(woven.server.served()).isZero();
      assertThat(woven.rules.answered).isEmpty();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  private static String expecting(String target) {
    return "POST "
        + target
        + " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aBareAnswerDoesNotWaitForTheBody(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.request = SIGNAL;
      try (RawClient client = new RawClient(woven.server.plainPort())) {
        client.send(post("/app/sent", 5));
        assertThat(undated(client.head()))
            .isEqualTo("HTTP/1.1 444 Unknown\r\nContent-Length: 0\r\n\r\n");
        client.send("hello" + "GET /app/sent HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(client.head()).startsWith("HTTP/1.1 444 ");
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void goodClientsGetWhatTheyGotWithoutUs(Path jar) throws Exception {
    Map<String, String> own = new LinkedHashMap<>();
    if (keyStore == null) {
      throw new AssertionError("no keys");
    }
    try (UndertowVersion classes = new UndertowVersion(jar, null);
        RunningUndertow server = WovenUndertow.start(classes, keyStore, WovenUndertow.LARGE)) {
      for (String way : WAYS.keySet()) {
        if (!way.contains("waiting")) {
          String request = "GET " + way + CLOSE;
          own.put(way, undated(RawClient.exchange(server.plainPort(), request)));
        }
      }
    }
    try (WovenUndertow woven = start(jar)) {
      for (Map.Entry<String, String> way : own.entrySet()) {
        assertThat(undated(get(woven, way.getKey()))).as(way.getKey()).isEqualTo(way.getValue());
      }
      assertThat(woven.rules.answered).hasSize(own.size());
      assertThat(woven.problems).isEmpty();
    }
  }

  private static String undated(String answer) {
    return answer.replaceAll("(?m)^Date: [^\\r]*\\r\\n", "");
  }
}
