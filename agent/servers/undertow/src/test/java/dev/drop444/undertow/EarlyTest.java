package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The early look, on every version that we know: who is dropped, and that nobody else notices. */
@Timeout(120)
class EarlyTest {

  private static final int USUAL_BUFFER = 16 * 1024;
  private static final String GET = "GET /good HTTP/1.1\r\nHost: a\r\n";
  private static final String GOOD = GET + "Connection: close\r\n\r\n";
  private static final String BAD = "GET /bad HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  private static final String LARGE = "0123456789".repeat(3_000);

  @TempDir static @Nullable Path directory;
  private static @Nullable KeyStoreFile keyStore;

  private final ServerLog log = new ServerLog();
  private final Semaphore written = new Semaphore(0);

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
    return ServerJar.toRun();
  }

  /** A server of which each listener has accepted before. */
  private WovenUndertow start(Path jar, int bufferSize) throws Exception {
    WovenUndertow woven = new WovenUndertow(jar, bufferSize, Objects.requireNonNull(keyStore));
    woven.rules.looksEarly = true;
    RunningUndertow server = woven.server;
    for (int port :
        List.of(
            server.plainPort(),
            server.tlsPort(),
            server.proxiedPort(),
            server.proxiedTlsPort(),
            server.ajpPort())) {
      RawClient.exchange(port, "nonsense\r\n\r\n");
    }
    woven.awaitNothingHeld();
    assertThat(woven.rules.looked).as("the first of a listener").isEmpty();
    log.lines.clear();
    woven.rules.written = written;
    return woven;
  }

  private void finish(WovenUndertow woven) {
    woven.rules.written = null;
    written.release(1_000);
    woven.awaitNothingHeld();
    assertThat(woven.problems).isEmpty();
    assertThat(log.lines).isEmpty();
  }

  /** A client; what it has written was there when it was accepted, and somebody has looked. */
  private RawClient open(WovenUndertow woven, String bytes) throws IOException {
    // What is written arrives at once on a machine that is not busy, and nearly so on others.
    for (int attempt = 0; attempt < 20; attempt++) {
      int before = woven.rules.looked.size();
      int opened = woven.rules.opened.size();
      RawClient client = new RawClient(woven.server.plainPort());
      client.send(bytes);
      written.release();
      Await.that(
          () -> woven.rules.looked.size() > before || woven.rules.opened.size() > opened, bytes);
      if (woven.rules.looked.size() > before) {
        assertThat(woven.rules.looked.get(before))
            .isEqualTo(bytes.substring(0, Math.min(bytes.length(), 4_096)));
        return client;
      }
      client.close();
    }
    throw new AssertionError("nobody looks");
  }

  private String exchange(WovenUndertow woven, String... parts) throws IOException {
    try (RawClient client = open(woven, parts[0])) {
      for (int i = 1; i < parts.length; i++) {
        client.send(parts[i]);
      }
      return client.rest();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void badOnesAreDroppedAsTheyAreAccepted(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar, USUAL_BUFFER)) {
      int opened = woven.rules.opened.size();
      int served = woven.server.served();
      long received = woven.server.bytesReceived();
      for (int i = 0; i < 50; i++) {
        woven.rules.early = Rules.FIN;
        assertThat(exchange(woven, BAD)).isEmpty();
        woven.rules.early = Rules.RST;
        assertThat(exchange(woven, BAD)).isEqualTo(RawClient.RESET);
      }
      assertThat(woven.rules.looked.size()).isGreaterThanOrEqualTo(100);
      if (woven.rules.opened.size() == opened) {
        assertThat(woven.server.served()).isEqualTo(served);
        assertThat(woven.server.bytesReceived()).isEqualTo(received);
      }
      assertThat(exchange(woven, GOOD)).contains("200 OK");
      finish(woven);
    }
  }

  private static Map<String, String[]> requests() {
    String post = "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    String blocking = post.replace("/echo", "/blocking");
    String length = "Content-Length: 10\r\n\r\n";
    String large = "Content-Length: " + LARGE.length() + "\r\n\r\n" + LARGE;
    String chunked = "Transfer-Encoding: chunked\r\n\r\n";
    Map<String, String[]> requests = new LinkedHashMap<>();
    requests.put("whole", new String[] {GOOD});
    requests.put("in two", new String[] {"GET /go", GOOD.substring(7, 30), GOOD.substring(30)});
    requests.put("one byte first", new String[] {"G", GOOD.substring(1)});
    requests.put("body", new String[] {post + length + "0123456789"});
    requests.put("half a body", new String[] {post + length + "01234", "56789"});
    requests.put("no body yet", new String[] {blocking + length, "0123456789"});
    requests.put("blocking", new String[] {blocking + length + "01234", "56789"});
    requests.put("chunked", new String[] {post + chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"});
    requests.put("half a chunk", new String[] {post + chunked + "3\r\na", "bc\r\n0\r\n\r\n"});
    requests.put("much", new String[] {post + large});
    requests.put("much, blocking", new String[] {blocking + large});
    requests.put("pipelined", new String[] {GET + "\r\n" + GOOD});
    requests.put(
        "posts pipelined",
        new String[] {
          (post + length + "0123456789").replace("close", "keep-alive")
              + (blocking + length + "abcdefghij").replace("close", "keep-alive"),
          GOOD
        });
    requests.put(
        "expecting", new String[] {post + "Expect: 100-continue\r\n" + length, "0123456789"});
    requests.put("one after the other", new String[] {GET + "\r\n", GET + "\r\n", GOOD});
    requests.put("nonsense", new String[] {"nonsense\r\n\r\n"});
    requests.put("no such version", new String[] {GOOD.replace("HTTP/1.1", "HTTP/7.3")});
    requests.put("TLS", new String[] {"\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"});
    requests.put("HTTP/2", new String[] {"PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n"});
    return requests;
  }

  /** What differs from one time to the next. */
  private static String lasting(String answer) {
    return answer.replaceAll("Date: [^\r]*", "Date").replaceAll("from \\d+", "from");
  }

  private void areAnsweredAsEver(WovenUndertow woven) throws IOException {
    for (Map.Entry<String, String[]> request : requests().entrySet()) {
      woven.rules.looksEarly = false;
      written.release();
      String usual;
      try (RawClient client = new RawClient(woven.server.plainPort())) {
        for (String part : request.getValue()) {
          client.send(part);
        }
        usual = lasting(client.rest().replace(RawClient.RESET, ""));
      } catch (SocketTimeoutException silent) {
        throw new AssertionError(request.getKey(), silent);
      }
      woven.awaitNothingHeld();
      long received = woven.server.bytesReceived();
      woven.rules.looksEarly = true;
      assertThat(lasting(exchange(woven, request.getValue()).replace(RawClient.RESET, "")))
          .as(request.getKey())
          .isEqualTo(usual)
          .isNotEmpty();
      assertThat(woven.server.bytesReceived()).isGreaterThan(received);
      woven.awaitNothingHeld();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void othersAreAnsweredAsEver(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar, USUAL_BUFFER)) {
      areAnsweredAsEver(woven);
      finish(woven);
    }
  }

  /** What the server reads at once is less than what was read for it. */
  @ParameterizedTest
  @MethodSource("jars")
  void othersAreAnsweredAsEverFromSmallBuffers(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar, 512)) {
      areAnsweredAsEver(woven);
      finish(woven);
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whoPausesIsWaitedFor(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar, USUAL_BUFFER)) {
      woven.rules.watching = true;
      woven.rules.opened.clear();
      try (RawClient half = open(woven, "GET /good HT")) {
        List<Rules.Opened> opened = woven.rules.opened;
        Await.that(
            () -> !opened.isEmpty() && opened.get(opened.size() - 1).events.contains("head"));
        half.send("TP/1.1\r\nHost: a\r\n\r\n");
        assertThat(half.head()).contains("200 OK");
        half.skip("GET /good from ");
      }
      try (RawClient silent = new RawClient(woven.server.plainPort())) {
        int opened = woven.rules.opened.size();
        int looked = woven.rules.looked.size();
        written.release();
        Await.that(() -> woven.rules.opened.size() > opened);
        silent.send(BAD);
        assertThat(silent.rest()).contains("200 OK");
        assertThat(woven.rules.looked).hasSize(looked);
      }
      try (RawClient leaving = open(woven, "G")) {
        leaving.send("E");
      }
      finish(woven);
      assertThat(woven.watched()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void http2IsSpokenAsEver(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar, USUAL_BUFFER)) {
      for (int attempt = 0; woven.rules.looked.isEmpty(); attempt++) {
        assertThat(attempt).isLessThan(20);
        try (RawHttp2 http2 = new RawHttp2(woven.server.plainPort())) {
          written.release();
          assertThat(http2.get("/good")).contains("200");
          assertThat(http2.get("/good")).contains("200");
        }
      }
      assertThat(woven.rules.looked.get(0)).startsWith("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      String upgrade =
          GET
              + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk"
              + "\r\n\r\n";
      try (RawClient client = open(woven, upgrade)) {
        assertThat(client.head()).contains("101 Switching Protocols");
        client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0");
        // SETTINGS of the server (RFC 9113 section 3.4).
        client.skip("\0\0");
      }
      finish(woven);
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void otherListenersAreLeftAlone(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar, USUAL_BUFFER)) {
      RunningUndertow server = woven.server;
      woven.rules.written = null;
      for (int i = 0; i < 3; i++) {
        assertThat(RawTls.exchange(server.tlsPort(), BAD)).contains("200 OK");
        for (String proxy : List.of("UNKNOWN", "TCP4 192.0.2.1 192.0.2.2 4711 80")) {
          assertThat(RawClient.exchange(server.proxiedPort(), "PROXY " + proxy + "\r\n" + BAD))
              .contains("200 OK", proxy.startsWith("T") ? "from 4711" : "from ");
        }
        RawClient.exchange(server.proxiedTlsPort(), BAD);
        try (RawClient ajp = new RawClient(server.ajpPort())) {
          // CPing and CPong.
          ajp.send("\u00124\u0000\u0001\n");
          ajp.skip("AB\u0000\u0001\t");
        }
      }
      // The same with something to be read for sure.
      woven.rules.written = written;
      for (int port :
          List.of(
              server.tlsPort(), server.proxiedPort(), server.proxiedTlsPort(), server.ajpPort())) {
        assertThat(RawClient.exchange(port, BAD, written::release)).doesNotContain("HTTP/1.1 200");
      }
      assertThat(woven.rules.looked).isEmpty();
      woven.rules.written = null;
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aCrowdIsToldApart(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar, USUAL_BUFFER)) {
      woven.rules.written = null;
      int port = woven.server.plainPort();
      List<String> wrong =
          Crowd.of(
              8,
              250,
              (person, turn) -> {
                boolean bad = (person + turn) % 2 == 0;
                String body = person + "-" + turn;
                String request =
                    bad
                        ? BAD
                        : "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body;
                String answer = RawClient.exchange(port, request);
                // A bad one whose request came late was answered.
                return bad || answer.endsWith(": " + body) ? null : request + answer;
              });
      assertThat(wrong).isEmpty();
      assertThat(woven.rules.looked).isNotEmpty();
      finish(woven);
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void withoutAFloodNobodyLooks(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar, USUAL_BUFFER)) {
      woven.rules.looksEarly = false;
      written.release(2);
      assertThat(RawClient.exchange(woven.server.plainPort(), BAD)).contains("200 OK");
      assertThat(RawClient.exchange(woven.server.plainPort(), BAD)).contains("200 OK");
      assertThat(woven.rules.looked).isEmpty();
      finish(woven);
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aVerdictThatAnswersIsLeftToTheRequestGate(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar, USUAL_BUFFER)) {
      woven.rules.early = Verdict.respond("busy", 503, 0);
      assertThat(exchange(woven, BAD)).contains("200 OK");
      finish(woven);
    }
  }
}
