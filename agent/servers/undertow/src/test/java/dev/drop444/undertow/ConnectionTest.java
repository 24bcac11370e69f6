package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.gate.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

/** What is told of connections, and ending them from outside, on every version that we know. */
@Timeout(120)
class ConnectionTest {

  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String KEEP = "GET /keep-alive HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String WEBSOCKET =
      "GET /app/websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

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

  /** The only connection that was opened since the last call. */
  private static Rules.Opened opened(WovenUndertow woven) {
    Await.that(() -> !woven.rules.opened.isEmpty());
    assertThat(woven.rules.opened).hasSize(1);
    return woven.rules.opened.get(0);
  }

  private static void awaitEvents(WovenUndertow woven, String... events) {
    Rules.Opened opened = opened(woven);
    Await.that(() -> opened.events.contains("closed"), opened.events);
    assertThat(opened.events.stream().distinct()).containsExactly(events);
    assertThat(opened.events).containsOnlyOnce("closed");
    assertThat(opened.connection.isOpen()).isFalse();
    woven.rules.opened.clear();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyConnectionIsToldOfOnceUntilItHasClosed(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      int plain = woven.server.plainPort();
      int tls = woven.server.tlsPort();
      try (RawClient idle = new RawClient(plain)) {
        Rules.Opened opened = opened(woven);
        assertThat(opened.connection.isOpen()).isTrue();
        assertThat(opened.connection.localPort()).isEqualTo(plain);
        assertThat(opened.connection.peer()).isEqualTo(InetAddress.getLoopbackAddress());
      }
      awaitEvents(woven, "closed");
      RawClient.exchange(plain, GOOD);
      awaitEvents(woven, "request", "closed");
      RawClient.exchange(plain, "nonsense\r\n\r\n");
      awaitEvents(woven, "closed");
      RawTls.exchange(tls, GOOD);
      awaitEvents(woven, "request", "closed");
      try (RawClient silent = new RawClient(tls)) {
        opened(woven);
      }
      awaitEvents(woven, "closed");
      for (Verdict verdict : List.of(Verdict.PASS, Rules.FIN, Rules.RST)) {
        woven.rules.malformed = verdict;
        RawClient.exchange(tls, GOOD);
        awaitEvents(woven, "closed");
      }
      try (RawHttp2 http2 = new RawHttp2(plain)) {
        http2.get("/good");
        http2.get("/good");
        opened(woven);
      }
      awaitEvents(woven, "request", "closed");
      for (Verdict verdict : List.of(Rules.FIN, Rules.RST)) {
        woven.rules.request = verdict;
        RawClient.exchange(plain, GOOD);
        awaitEvents(woven, "request", "closed");
        RawTls.exchange(tls, GOOD);
        awaitEvents(woven, "request", "closed");
      }
      woven.rules.request = Rules.CONNECTION;
      try (RawHttp2 http2 = new RawHttp2(plain)) {
        http2.get("/good");
      }
      awaitEvents(woven, "request", "closed");
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void http2InsideTlsIsOneConnection(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      HttpClient client = HttpClient.newBuilder().sslContext(RawTls.trusting()).build();
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("https://127.0.0.1:" + woven.server.tlsPort() + "/good"))
              .build();
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(request, BodyHandlers.ofString()).version())
            .isEqualTo(HttpClient.Version.HTTP_2);
      }
      assertThat(opened(woven).events).containsExactly("request", "request", "request");
      woven.rules.opened.get(0).connection.end(Closing.FIN);
      awaitEvents(woven, "request", "closed");
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void anUpgradeToHttp2IsNoEndOfIt(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + woven.server.plainPort() + "/good"))
              .build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(opened(woven).events).containsExactly("request");
      woven.rules.opened.get(0).connection.end(Closing.FIN);
      awaitEvents(woven, "request", "closed");
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aHeadInPartsIsTold(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      try (RawClient client = new RawClient(woven.server.plainPort())) {
        client.send("GET ");
        Rules.Opened opened = opened(woven);
        Await.that(() -> opened.events.contains("head"));
        client.send("/keep-alive HTTP/1.1\r\nHost: ");
        Await.that(() -> opened.events.equals(List.of("head", "head")), opened.events);
        client.send("a\r\n\r\n");
        assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        // Nothing else is told while it is merely idle.
        client.skip("hello");
        client.send(KEEP);
        assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        client.send("GET /keep");
        Await.that(
            () -> opened.events.equals(List.of("head", "head", "request", "request", "head")),
            opened.events);
      }
      awaitEvents(woven, "head", "request", "closed");
      try (RawHttp2 http2 = new RawHttp2(woven.server.plainPort())) {
        http2.get("/good");
        Rules.Opened opened = opened(woven);
        assertThat(opened.events).containsExactly("request");
        http2.halfAHead();
        Await.that(() -> opened.events.equals(List.of("request", "head")), woven.problems);
      }
      awaitEvents(woven, "request", "head", "closed");
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aWebSocketIsTold(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      try (RawClient client = new RawClient(woven.server.plainPort())) {
        client.send(WEBSOCKET);
        assertThat(client.head()).startsWith("HTTP/1.1 101 ");
        assertThat(opened(woven).events).containsExactly("request", "upgraded");
      }
      awaitEvents(woven, "request", "upgraded", "closed");
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void nothingIsKeptIfNobodyWantsToHear(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.watching = false;
      try (RawClient client = new RawClient(woven.server.plainPort())) {
        client.send(KEEP);
        assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        assertThat(woven.rules.opened).hasSize(1);
        assertThat(woven.watched()).isZero();
      }
      assertThat(woven.rules.opened.get(0).events).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void nothingIsLeft(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      for (int i = 0; i < 100; i++) {
        RawClient.exchange(woven.server.plainPort(), GOOD);
        try (RawClient client = new RawClient(woven.server.plainPort())) {
          client.send("GET");
        }
      }
      // The last client may be gone before the server has accepted it.
      Await.that(() -> woven.rules.opened.size() == 200);
      woven.awaitNothingHeld();
      Await.that(
          () -> woven.rules.opened.stream().allMatch(opened -> opened.events.contains("closed")));
      assertThat(woven.rules.opened).hasSize(200);
      assertThat(woven.watched()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aServerThatStopsClosesThem(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar);
        RawClient plain = new RawClient(woven.server.plainPort());
        RawClient tls = new RawClient(woven.server.tlsPort());
        RawClient busy = new RawClient(woven.server.plainPort())) {
      plain.send(KEEP);
      assertThat(plain.head()).startsWith("HTTP/1.1 200 ");
      busy.send(WEBSOCKET);
      assertThat(busy.head()).startsWith("HTTP/1.1 101 ");
      Await.that(() -> woven.rules.opened.size() == 3);
      assertThat(woven.watched()).isEqualTo(3);
      woven.server.close();
      Await.that(
          () -> woven.rules.opened.stream().allMatch(opened -> opened.events.contains("closed")));
      assertThat(woven.watched()).isZero();
      woven.rules.opened.get(0).connection.end(Closing.FIN);
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void workersAreToldOnceAndNotKept(Path jar) throws Exception {
    Workers workers;
    try (WovenUndertow woven = start(jar)) {
      RawClient.exchange(woven.server.plainPort(), GOOD);
      RawTls.exchange(woven.server.tlsPort(), GOOD);
      assertThat(woven.rules.workers).hasSize(1);
      workers = woven.rules.workers.get(0);
      assertThat(workers.most()).isEqualTo(4);
      assertThat(workers.isGone()).isFalse();
      Await.that(() -> workers.busy() == 0);
      try (RawClient client = new RawClient(woven.server.plainPort())) {
        client.send("GET /app/waiting HTTP/1.1\r\nHost: a\r\n\r\n");
        Await.that(() -> workers.busy() == 1);
        assertThat(workers.queued()).isZero();
        woven.server.release();
        assertThat(client.head()).startsWith("HTTP/1.1 200 ");
      }
    }
    assertThat(workers.isGone()).isTrue();
  }
}
