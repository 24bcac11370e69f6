package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of responses over HTTP/1, in every version. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#jars")
@Timeout(60)
class ResponseAdviceTest {

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  ResponseAdviceTest(Path jar) {}

  @BeforeParameterizedClassInvocation
  static void start(Path jar, @TempDir Path base) throws Exception {
    tomcat = new WovenTomcat(jar, base, new KeyStoreFile(base).path());
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    tomcat.close();
  }

  @BeforeEach
  void forget() {
    tomcat.forget();
  }

  @AfterEach
  void nothingIsLeft() {
    Await.until(() -> tomcat.server.connections() == 2);
    assertThat(tomcat.problems).isEmpty();
  }

  /** What the gate is told of each kind of response, by target. */
  static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("/good", "200 /good page null");
    kinds.put("/status/204", "204 /status/204 page null");
    kinds.put("/status/404", "404 /status/404 page null");
    kinds.put("/status/444", "444 /status/444 page null");
    kinds.put("/status/999", "999 /status/999 page null");
    kinds.put("/error/403", "403 /error/403 server's page null");
    // Tomcat knows no reason for this one, and so makes no page.
    kinds.put("/error/444", "444 /error/444 page null");
    kinds.put("/redirect?a=b", "302 /redirect?a=b page null");
    kinds.put(
        "/throw",
        "500 /throw server's page " + "java.lang.IllegalStateException: thrown by the application");
    kinds.put("/flush/200", "200 /flush/200 page null");
    kinds.put("/large/200", "200 /large/200 page null");
    kinds.put("/close/200", "200 /close/200 page null");
    kinds.put("/async/201", "201 /async/201 page null");
    kinds.put("/dispatch/202", "202 /dispatch/202 page null");
    kinds.put("/static/small.txt", "200 /static/small.txt page null");
    kinds.put("/static/large.txt", "200 /static/large.txt page null");
    kinds.put("/static/none", "404 /static/none server's page null");
    kinds.put("/pages/error/404", "404 /pages/error/404 page null");
    kinds.put("/json/explained/404", "404 /json/explained/404 server's page null");
    return kinds;
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  }

  private static String get(String target, String fields) {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
  }

  private static String exchange(String request) throws IOException {
    return RawClient.exchange(tomcat.server.port(), request);
  }

  @Test
  void isAskedOnceAboutEachKindOfResponse() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Map.Entry<String, String> kind : kinds().entrySet()) {
      String answer = exchange(get(kind.getKey()));
      assertThat(answer).startsWith("HTTP/1.1 " + kind.getValue().substring(0, 3) + " ");
      expected.add(kind.getValue());
    }
    assertThat(tomcat.rules.responses).containsExactlyElementsOf(expected);
  }

  @Test
  void seesTheFieldsThatWillBeSent() throws IOException {
    assertThat(exchange(get("/status/200"))).contains("the application's own words");
    assertThat(tomcat.rules.own)
        .containsExactly(
            "content-type: text/plain;charset=UTF-8, null",
            "content-length: 27, null",
            "x-own: one, two",
            "x-none: null, null");
  }

  @Test
  void isNotAskedAgainWhereTheHeadIsTooLargeForTomcat() throws IOException {
    assertThat(exchange(get("/huge"))).startsWith("HTTP/1.1 500 ");
    assertThat(tomcat.rules.responses).containsExactly("200 /huge page null");
    tomcat.rules.responseVerdict = Rules.LIMIT;
    assertThat(exchange(get("/huge"))).startsWith("HTTP/1.1 429 ");
    tomcat.rules.responseVerdict = Rules.FIN;
    assertThat(exchange(get("/huge"))).isEmpty();
  }

  @Test
  void isNotAskedAboutWhatNoRuleLooksAt() throws IOException {
    tomcat.rules.looksAtResponses = false;
    assertThat(exchange(get("/error/404"))).startsWith("HTTP/1.1 404 ");
    assertThat(tomcat.rules.responses).isEmpty();
  }

  @Test
  void isNotAskedAboutWhatIsNotTheApplications() throws IOException {
    String expecting =
        "POST /good HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"
            + "Connection: close\r\n\r\nx";
    assertThat(exchange(expecting)).startsWith("HTTP/1.1 100 ").endsWith("length 1");
    assertThat(tomcat.rules.responses).containsExactly("200 /good page null");
    tomcat.rules.responses.clear();
    assertThat(exchange(get("/fin"))).isEmpty();
    assertThat(exchange(get("/%zz"))).startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET /\0 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(tomcat.rules.responses).isEmpty();
  }

  @Test
  void aDropSendsNothing() throws IOException {
    for (Map.Entry<String, String> kind : kinds().entrySet()) {
      for (int port : List.of(tomcat.server.port(), tomcat.server.tlsPort())) {
        assertDropped(kind.getKey(), port);
      }
      assertThat(tomcat.rules.responses).hasSize(4).containsOnly(kind.getValue());
      String[] expected = kind.getValue().split(" ", 3);
      String path = expected[1].replaceAll("[?].*", "");
      Await.until(() -> tomcat.server.logged().size() == 4);
      assertThat(tomcat.server.logged()).containsOnly("444 " + path);
      assertThat(tomcat.log.lines)
          .filteredOn(line -> !line.contains("thrown by the application"))
          .isEmpty();
      tomcat.forget();
    }
  }

  private void assertDropped(String target, int port) throws IOException {
    boolean tls = port == tomcat.server.tlsPort();
    tomcat.rules.responseVerdict = Rules.FIN;
    if (tls) {
      assertThat(RawTls.exchange(port, get(target))).as(target + ", TLS, FIN").isEmpty();
    } else {
      assertThat(RawClient.exchange(port, get(target, ""))).as(target + ", FIN").isEmpty();
    }
    tomcat.rules.responseVerdict = Rules.RST;
    if (tls) {
      assertThat(RawTls.exchange(port, get(target))).as(target + ", TLS, RST").isEmpty();
    } else {
      assertReset(target + ", RST", RawClient.exchange(port, get(target, "")));
    }
  }

  private static void assertReset(String what, String seen) {
    assertThat(seen).as(what).isEqualTo(RawClient.RESET);
  }

  @Test
  void theApplicationDoesNotNoticeADrop() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    for (String target : List.of("/flush/200", "/large/200", "/close/200", "/async/200")) {
      assertThat(exchange(get(target))).isEmpty();
    }
    Await.until(() -> tomcat.server.told().size() == 4);
    assertThat(tomcat.server.told())
        .containsExactlyInAnyOrder("flushed, committed true", "written", "closed", "complete");
  }

  @Test
  void theApplicationDoesNotNoticeAResetEither() throws IOException {
    tomcat.rules.responseVerdict = Rules.RST;
    for (String target : List.of("/flush/200", "/large/200", "/close/200", "/async/200")) {
      assertReset(target, exchange(get(target)));
    }
    Await.until(() -> tomcat.server.told().size() == 4);
    assertThat(tomcat.server.told())
        .containsExactlyInAnyOrder("flushed, committed true", "written", "closed", "complete");
  }

  @Test
  void aResetAsynchronousRequestIsAlwaysCompleted() throws IOException {
    // The poller and a thread of the application are at the connection at once.
    tomcat.rules.responseVerdict = Rules.RST;
    for (int i = 0; i < 200; i++) {
      assertReset("/async/200", exchange(get("/async/200")));
    }
    Await.until(() -> tomcat.server.told().size() == 200);
    assertThat(tomcat.server.told()).containsOnly("complete");
  }

  @Test
  void aBodyThatNeverEndsEndsAsWithAClientThatHasGone() throws IOException {
    for (Verdict drop : List.of(Rules.FIN, Rules.RST)) {
      tomcat.rules.responseVerdict = drop;
      assertThat(exchange(get("/endless")).replace(RawClient.RESET, "")).isEmpty();
    }
    Await.until(() -> tomcat.server.told().size() == 2);
    assertThat(tomcat.server.told()).containsOnly("endless: ClientAbortException");
    assertThat(tomcat.log.lines).isEmpty();
  }

  @Test
  void theApplicationMayStillReadTheBody() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), tomcat.server.port())) {
      client.setSoTimeout(10_000);
      String head = "POST /late-read/200 HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";
      client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      client.getOutputStream().write(new byte[100_000]);
      Await.until(() -> tomcat.server.told().size() == 1);
    }
    assertThat(tomcat.server.told()).containsExactly("read 100000");
  }

  @Test
  void drainsTheBodySoThatNoRstFollowsFin() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    for (String path : List.of("/status/404", "/error/404", "/async/404", "/dispatch/404")) {
      boolean seenOpen = false;
      for (int tries = 0; !seenOpen; tries++) {
        assertThat(tries).as(path).isLessThan(5);
        // Those of the tests before may still be on their way out.
        Await.until(() -> tomcat.server.connections() == 2);
        seenOpen = isDrained(path);
      }
    }
    Await.until(() -> tomcat.server.connections() == 2);
    assertThat(tomcat.log.lines).isEmpty();
  }

  /** False if it was closed, which shows nothing where this took longer than a drain does. */
  private static boolean isDrained(String path) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), tomcat.server.port())) {
      client.setSoTimeout(10_000);
      String head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n";
      final long start = System.nanoTime();
      client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      for (int i = 0; i < 20; i++) {
        client.getOutputStream().write(new byte[10_000]);
      }
      // An early close is what would bring RST. The acceptor counts a connection only when it goes
      // to wait for the next one, which may come after all of this.
      long end = start + TimeUnit.MILLISECONDS.toNanos(Closing.DRAIN_MILLIS);
      boolean stillOpen = tomcat.server.connections() == 3;
      while (!stillOpen && System.nanoTime() - end < 0) {
        Thread.onSpinWait();
        stillOpen = tomcat.server.connections() == 3;
      }
      return stillOpen;
    }
  }

  @Test
  void whatIsPipelinedBehindADropIsNotServed() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    tomcat.rules.only = 404;
    int served = tomcat.server.served();
    for (String path : List.of("/status/404", "/error/404", "/async/404")) {
      String answer = exchange(get("/good", "") + get(path, "") + get("/good", ""));
      assertThat(answer).as(path).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1");
    }
    assertThat(tomcat.server.served()).isEqualTo(served + 6);
  }

  @Test
  void aBareAnswerTakesThePlaceOfAnyResponse() throws IOException {
    tomcat.rules.responseVerdict = Rules.LIMIT;
    tomcat.rules.only = 0;
    for (Map.Entry<String, String> kind : kinds().entrySet()) {
      String fields = "Accept-Encoding: gzip\r\n";
      String answers = exchange(get(kind.getKey(), fields) + get("/good"));
      assertThat(answers.replaceAll("Date: [^\r]*", "Date: D"))
          .as(kind.getKey())
          .isEqualTo(
              "HTTP/1.1 429 \r\nRetry-After: 7\r\nContent-Length: 0\r\nDate: D\r\n\r\n"
                  + "HTTP/1.1 429 \r\nRetry-After: 7\r\nContent-Length: 0\r\nDate: D\r\n"
                  + "Connection: close\r\n\r\n");
      Await.until(() -> tomcat.server.logged().size() == 2);
      assertThat(tomcat.server.logged()).allMatch(line -> line.startsWith("429 "));
      tomcat.server.logged().clear();
    }
    assertThat(tomcat.log.lines)
        .filteredOn(line -> !line.contains("thrown by the application"))
        .isEmpty();
  }

  @Test
  void aBareAnswerClosesAfterTheStatusesThatTomcatClosesAfter() throws IOException {
    tomcat.rules.responseVerdict = Verdict.respond("overload", 503, 0);
    assertThat(exchange(get("/good", "")).replaceAll("Date: [^\r]*", "Date: D"))
        .isEqualTo("HTTP/1.1 503 \r\nContent-Length: 0\r\nDate: D\r\nConnection: close\r\n\r\n");
  }

  @Test
  void http09PassesTheResponseGate() throws IOException {
    assertThat(exchange("GET /good\r\n")).isEqualTo("length 0");
    assertThat(tomcat.rules.responses).containsExactly("200 /good page null");
    tomcat.rules.responseVerdict = Rules.FIN;
    assertThat(exchange("GET /good\r\n")).isEmpty();
    tomcat.rules.responseVerdict = Rules.LIMIT;
    assertThat(exchange("GET /good\r\n")).isEmpty();
  }
}
