package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The response gate and bare answers over HTTP/2, on every version that we say we know. */
@Timeout(60)
class Http2ResponseTest {

  private static final List<String> WAYS =
      List.of(
          "/app/sent/404",
          "/app/empty/404",
          "/app/blocking/404",
          "/app/encoded/404",
          "/app/committing/404",
          "/app/async/404",
          "/app/page/404",
          "/app/fields/404",
          "/app/file?absent");

  private static final Verdict TOO_MANY = Verdict.respond("rates", 429, 7);

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
    woven.rules.statuses.add(404);
    return woven;
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aDropCostsTheStream(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      for (String way : WAYS) {
        woven.rules.answered.clear();
        try (RawHttp2 connection = new RawHttp2(woven.server.plainPort())) {
          assertThat(connection.get(way)).as(way).containsExactly("404");
        }
        assertThat(woven.rules.answered).as(way).hasSize(1);
      }
      woven.awaitNothingHeld();
      log.lines.clear();
      try (RawHttp2 connection = new RawHttp2(woven.server.plainPort())) {
        woven.rules.response = Rules.FIN;
        for (String way : WAYS) {
          assertThat(connection.get(way)).as(way).containsExactly("RST_STREAM 8");
          assertThat(connection.get("/good")).as("after " + way).containsExactly("200");
        }
      }
      woven.awaitNothingHeld();
      assertThat(woven.server.notes().stream().filter(note -> note.startsWith("log:444 0 GET")))
          .hasSize(WAYS.size());
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aDropCostsTheConnectionIfTheVerdictSaysSo(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Verdict verdict : List.of(Rules.CONNECTION, Rules.CONNECTION_RST)) {
        woven.rules.response = verdict;
        for (String way : WAYS) {
          try (RawHttp2 connection = new RawHttp2(woven.server.plainPort())) {
            assertThat(connection.get(way)).as(way).containsExactly("end");
          }
        }
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whoReadsOnAfterADropIsNotToldThatThisWasAll(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      woven.rules.response = Rules.FIN;
      try (RawHttp2 connection = new RawHttp2(woven.server.plainPort())) {
        connection.post("/app/answering-first/404", "half");
        assertThat(connection.answers()).containsExactly("RST_STREAM 8");
        woven.server.release();
        Await.that(
            () ->
                woven.server.notes().stream()
                    .anyMatch(note -> note.startsWith("read ") && note.endsWith(" and failed")),
            woven.server.notes());
        connection.more("what was on its way", true);
        assertThat(connection.get("/good")).containsExactly("200");
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void anEndlessStreamEndsAsIfItsClientHadGone(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.response = Rules.FIN;
      try (RawHttp2 connection = new RawHttp2(woven.server.plainPort())) {
        assertThat(connection.get("/app/endless/404")).containsExactly("RST_STREAM 8");
        Await.that(() -> woven.server.notes().remove("the stream has ended"));
        assertThat(connection.get("/good")).containsExactly("200");
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aBareAnswerTakesThePlaceOfAResponse(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.response = TOO_MANY;
      HttpClient client = HttpClient.newBuilder().sslContext(RawTls.trusting()).build();
      for (String way : WAYS) {
        assertBare(client.send(request(woven, way).build(), BodyHandlers.ofString()), way);
      }
      HttpResponse<String> upgraded =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:" + woven.server.plainPort() + "/app/fields/404"))
                  .build(),
              BodyHandlers.ofString());
      assertBare(upgraded, "after an upgrade");
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aBareAnswerTakesThePlaceOfARequest(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.request = TOO_MANY;
      HttpClient client = HttpClient.newBuilder().sslContext(RawTls.trusting()).build();
      for (String way : WAYS) {
        assertBare(client.send(request(woven, way).build(), BodyHandlers.ofString()), way);
      }
      HttpRequest post =
          request(woven, "/app/sent/404")
              .POST(HttpRequest.BodyPublishers.ofString("hello".repeat(20_000)))
              .build();
      assertBare(client.send(post, BodyHandlers.ofString()), "POST");
      assertThat(woven.server.served()).isZero();
      assertThat(woven.rules.answered).isEmpty();
      assertThat(woven.problems).isEmpty();
    }
  }

  private static HttpRequest.Builder request(WovenUndertow woven, String target) {
    return HttpRequest.newBuilder(
        URI.create("https://127.0.0.1:" + woven.server.tlsPort() + target));
  }

  private static void assertBare(HttpResponse<String> response, String way) {
    assertThat(response.version()).as(way).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.statusCode()).as(way).isEqualTo(429);
    assertThat(response.headers().map())
        .as(way)
        .containsOnlyKeys(":status", "content-length", "retry-after", "date")
        .containsEntry("content-length", List.of("0"))
        .containsEntry("retry-after", List.of("7"));
    assertThat(response.body()).as(way).isEmpty();
  }
}
