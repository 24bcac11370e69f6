package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of requests that pass, on every version that we say we know. */
@Timeout(120)
class RequestWatchTest {

  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

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
    woven.rules.watching = true;
    return woven;
  }

  private static Rules.Passed watch(WovenUndertow woven) {
    Rules.Passed watch = new Rules.Passed();
    woven.rules.request = Verdict.passing(watch);
    return watch;
  }

  private static void awaitCompleted(Rules.Passed watch, String what) {
    Await.that(() -> watch.events.contains("completed"), what);
  }

  private static String post(String way, int length) {
    return "POST /app/" + way + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyRequestIsCompleted(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      for (String way :
          List.of("sent", "empty", "blocking", "encoded", "throwing", "async", "file", "page")) {
        for (Verdict response : List.of(Verdict.PASS, Rules.FIN, Rules.RST)) {
          woven.rules.statuses.addAll(List.of(200, 404, 500));
          woven.rules.response = response;
          Rules.Passed watch = watch(woven);
          RawClient.exchange(
              woven.server.plainPort(),
              "GET /app/" + way + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
          awaitCompleted(watch, way);
          assertThat(watch.events).as(way).doesNotContain("awaited");
          assertThat(watch.arrived).as(way).hasValue(0);
        }
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void bodiesAreCountedWhoeverReadsThem(Path jar) throws Exception {
    String body = "a".repeat(100_000);
    String chunks = "186a0\r\n" + body + "\r\n0\r\n\r\n";
    try (WovenUndertow woven = start(jar)) {
      for (String way : List.of("reading", "receiving", "sent", "empty", "blocking")) {
        Rules.Passed whole = watch(woven);
        RawClient.exchange(woven.server.plainPort(), post(way, body.length()) + body + GOOD);
        awaitCompleted(whole, way);
        assertThat(whole.arrived).as(way).hasValue(body.length());
        Rules.Passed inTls = watch(woven);
        RawTls.exchange(woven.server.tlsPort(), post(way, body.length()) + body + GOOD);
        awaitCompleted(inTls, way);
        assertThat(inTls.arrived).as(way + ", TLS").hasValue(body.length());
        Rules.Passed chunked = watch(woven);
        RawClient.exchange(
            woven.server.plainPort(),
            "POST /app/"
                + way
                + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunks
                + GOOD);
        awaitCompleted(chunked, way);
        assertThat(chunked.arrived).as(way + ", chunked").hasValue(body.length());
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whoWaitsForABodyIsTold(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      for (String way : List.of("reading", "receiving", "empty")) {
        for (boolean tls : List.of(false, true)) {
          Rules.Passed watch = watch(woven);
          try (RawClient client =
              tls
                  ? RawClient.inTls(woven.server.tlsPort())
                  : new RawClient(woven.server.plainPort())) {
            client.send(post(way, 8));
            Await.that(() -> watch.events.contains("awaited"), way);
            assertThat(watch.arrived).hasValue(0);
            watch.events.clear();
            client.send("half");
            Await.that(() -> watch.arrived.get() == 4, way);
            Await.that(() -> watch.events.contains("awaited"), way);
            assertThat(watch.events).doesNotContain("completed");
            client.send("half");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
          }
          awaitCompleted(watch, way);
          assertThat(watch.arrived).hasValue(8);
        }
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aClientThatGoesAwayCompletesItsRequest(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (String way : List.of("reading", "receiving", "empty")) {
        Rules.Passed watch = watch(woven);
        try (RawClient client = new RawClient(woven.server.plainPort())) {
          client.send(post(way, 8) + "half");
          Await.that(() -> watch.arrived.get() == 4, way);
        }
        awaitCompleted(watch, way);
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void streamsOfHttp2(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      for (String way : List.of("reading", "receiving", "empty")) {
        Rules.Passed whole = watch(woven);
        Rules.Passed broken;
        try (RawHttp2 connection = new RawHttp2(woven.server.plainPort())) {
          connection.post("/app/" + way, "half");
          Await.that(() -> whole.events.contains("awaited"), way);
          Await.that(() -> whole.arrived.get() == 4, way);
          assertThat(whole.events).doesNotContain("completed");
          connection.more("half", true);
          assertThat(connection.answers()).containsExactly("200");
          awaitCompleted(whole, way);
          assertThat(whole.arrived).hasValue(8);
          broken = watch(woven);
          connection.post("/app/" + way, "half");
          Await.that(() -> broken.arrived.get() == 4, way);
        }
        awaitCompleted(broken, way + ", broken");
      }
      Rules.Passed waiting = watch(woven);
      try (RawHttp2 connection = new RawHttp2(woven.server.plainPort())) {
        connection.post("/app/waiting", "half");
        Await.that(() -> woven.server.notes().remove("waiting"));
        assertThat(waiting.events).doesNotContain("completed");
      }
      awaitCompleted(waiting, "while the application is busy");
      woven.server.release();
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }
}
