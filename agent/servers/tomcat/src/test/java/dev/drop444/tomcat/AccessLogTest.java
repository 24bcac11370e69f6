package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What Tomcat's access log says of dropped requests, in every version: all of each line. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#connectors")
class AccessLogTest {

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  AccessLogTest(Path jar, String channels) {}

  @BeforeParameterizedClassInvocation
  static void start(Path jar, String channels, @TempDir Path base) throws Exception {
    tomcat = new WovenTomcat(jar, base, new KeyStoreFile(base).path(), channels);
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
    // A connection may be gone before the line of its request is written.
    Await.until(() -> tomcat.server.connections() == 2 && nobodyIsAtARequest());
    assertThat(tomcat.problems).isEmpty();
  }

  private static boolean nobodyIsAtARequest() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .noneMatch(
            frame -> frame.getClassName().equals("org.apache.coyote.AbstractProcessorLight"));
  }

  /**
   * The lines that are there once there is one of a request that comes after all others; without
   * the peer, and without when and how long, which must be this year and no more than a day.
   */
  private static List<String> lines() throws IOException {
    assertThat(RawClient.exchange(tomcat.server.port(), get("/last"))).endsWith("length 0");
    Await.until(
        () -> tomcat.server.loggedInFull().stream().anyMatch(line -> line.contains("/last")));
    String peer = "127.0.0.1 ";
    String tail = " " + LocalDate.now(ZoneId.systemDefault()).getYear() + " \\d{1,8}";
    return tomcat.server.loggedInFull().stream()
        .filter(line -> !line.contains("/last"))
        .map(line -> line.startsWith(peer) ? line.substring(peer.length()) : line)
        .map(line -> line.replaceFirst(tail + "$", ""))
        .collect(Collectors.toList());
  }

  private static void awaitLines(int count) {
    try {
      Await.until(() -> tomcat.server.loggedInFull().size() == count);
    } catch (AssertionError inVain) {
      throw new AssertionError(
          count + " lines wanted, not " + tomcat.server.loggedInFull(), inVain);
    }
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  }

  private static void drop(int port, String request) throws IOException {
    String answer = RawClient.exchange(port, request);
    assertThat(answer.replace(RawClient.RESET, "")).as(request).isEmpty();
  }

  private static void dropRequests(int port) throws IOException {
    drop(port, get("/fin?a=b"));
    drop(port, get("/rst"));
    drop(port, "POST /fin HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nx");
    String good = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
    assertThat(RawClient.exchange(port, good + get("/fin/2") + good)).endsWith("length 0");
  }

  @Test
  void hasWhatIsDroppedAtTheRequestGate() throws IOException {
    dropRequests(tomcat.server.port());
    awaitLines(5);
    assertThat(lines())
        .containsExactlyInAnyOrder(
            "\"GET /fin?a=b HTTP/1.1\" 444 0",
            "\"GET /rst HTTP/1.1\" 444 0",
            "\"POST /fin HTTP/1.1\" 444 0",
            "\"GET /good HTTP/1.1\" 200 8",
            "\"GET /fin/2 HTTP/1.1\" 444 0");
  }

  @Test
  void hasWhatIsDroppedAtTheRequestGateOfHttp2() throws IOException {
    dropStreams();
    awaitLines(4);
    assertThat(lines())
        .containsExactlyInAnyOrder(
            "\"GET /fin?a=b HTTP/2.0\" 444 0",
            "\"POST /fin HTTP/2.0\" 444 0",
            "\"GET /good HTTP/2.0\" 200 8",
            "\"GET /connection HTTP/2.0\" 444 0");
  }

  private static void dropStreams() throws IOException {
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", "/fin?a=b", true);
      assertThat(client.next()).isEqualTo("RST_STREAM 1 8");
      client.head(3, "POST", "/fin", false);
      assertThat(client.next()).isEqualTo("RST_STREAM 3 8");
      client.head(5, "GET", "/good", true);
      assertThat(client.next()).isEqualTo("HEADERS 5");
      assertThat(client.next()).isEqualTo("DATA 5 length 0");
      client.head(7, "GET", "/connection", true);
      assertThat(client.next()).isEqualTo("EOF");
    }
  }

  private static void dropMalformed(int port) throws IOException {
    for (Verdict how : List.of(Rules.FIN, Rules.RST)) {
      tomcat.rules.malformed = how;
      drop(port, "GET /a\0 HTTP/1.1\r\nHost: a\r\n\r\n"); // the parser refuses it
      drop(port, "GET /b HTTP/1.1\r\nHost: a/b\r\n\r\n"); // the processor
      drop(port, "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"); // the adapter
      drop(port, "GET /c\r\n"); // HTTP/0.9
    }
  }

  private static final List<String> MALFORMED =
      List.of("\"GET /b HTTP/1.1\" 444 0", "\"GET /%zz HTTP/1.1\" 444 0", "\"GET /c \" 444 0");

  @Test
  void hasWhatIsMalformed() throws IOException {
    dropMalformed(tomcat.server.port());
    awaitLines(8);
    List<String> lines = lines();
    // Versions differ in what they make of a target that does not parse.
    assertThat(lines).filteredOn(line -> line.matches("\"GET [^ /]+ HTTP/1.1\" 444 0")).hasSize(2);
    lines.removeIf(line -> line.matches("\"GET [^ /]+ HTTP/1.1\" 444 0"));
    assertThat(lines).containsExactlyInAnyOrderElementsOf(MALFORMED.stream().collect(twice()));
  }

  private static Collector<String, ?, List<String>> twice() {
    return Collectors.collectingAndThen(
        Collectors.toList(),
        once -> {
          once.addAll(List.copyOf(once));
          return once;
        });
  }

  @Test
  void hasWhatIsMalformedOverHttp2() throws IOException {
    dropMalformedStreams();
    awaitLines(2);
    assertThat(lines())
        .containsExactlyInAnyOrder("\"GET /%zz HTTP/2.0\" 444 0", "\"GE:T /a HTTP/2.0\" 444 0");
  }

  private static void dropMalformedStreams() throws IOException {
    tomcat.rules.malformed = Rules.FIN;
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", "/%zz", true);
      assertThat(client.next()).isEqualTo("RST_STREAM 1 8");
      client.head(3, "GE:T", "/a", true);
      assertThat(client.next()).isEqualTo("RST_STREAM 3 8");
    }
  }

  private static void dropResponses(int port) throws IOException {
    for (Verdict how : List.of(Rules.FIN, Rules.RST)) {
      tomcat.rules.responseVerdict = how;
      drop(port, get("/status/404"));
      drop(port, get("/error/500"));
      drop(port, get("/large/200"));
      drop(port, get("/async/403"));
      drop(port, get("/pages/error/404"));
    }
    tomcat.rules.responseVerdict = Verdict.PASS;
  }

  @Test
  void hasResponsesThatAreDropped() throws IOException {
    dropResponses(tomcat.server.port());
    awaitLines(10);
    assertThat(lines())
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                    "\"GET /status/404 HTTP/1.1\" 444 0",
                    "\"GET /error/500 HTTP/1.1\" 444 0",
                    "\"GET /large/200 HTTP/1.1\" 444 0",
                    "\"GET /async/403 HTTP/1.1\" 444 0",
                    "\"GET /pages/error/404 HTTP/1.1\" 444 0")
                .stream()
                .collect(twice()));
  }

  @Test
  void hasResponsesThatAreDroppedOverHttp2() throws IOException {
    dropResponsesOfStreams();
    awaitLines(4);
    assertThat(lines())
        .containsExactlyInAnyOrder(
            "\"GET /status/404 HTTP/2.0\" 444 0",
            "\"GET /large/200 HTTP/2.0\" 444 0",
            "\"GET /async/403 HTTP/2.0\" 444 0",
            "\"GET /error/500 HTTP/2.0\" 444 0");
  }

  private static void dropResponsesOfStreams() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", "/status/404", true);
      assertThat(client.first(1)).isEqualTo("RST_STREAM 1 8");
      client.head(3, "GET", "/large/200", true);
      assertThat(client.first(3)).isEqualTo("RST_STREAM 3 8");
      client.head(5, "GET", "/async/403", true);
      assertThat(client.first(5)).isEqualTo("RST_STREAM 5 8");
      tomcat.rules.responseVerdict = Rules.CONNECTION;
      client.head(7, "GET", "/error/500", true);
      assertThat(client.first(7)).isEqualTo("EOF");
    }
    tomcat.rules.responseVerdict = Verdict.PASS;
  }

  @Test
  void hasNothingOfThemWhereItIsNotToHaveIt() throws IOException {
    tomcat.rules.writesAccessLog = false;
    dropRequests(tomcat.server.port());
    dropStreams();
    dropMalformed(tomcat.server.port());
    dropMalformedStreams();
    dropResponses(tomcat.server.port());
    dropResponsesOfStreams();
    // What is over when this is, would have its line.
    Await.until(() -> tomcat.server.connections() == 2 && nobodyIsAtARequest());
    assertThat(lines())
        .containsExactly("\"GET /good HTTP/1.1\" 200 8", "\"GET /good HTTP/2.0\" 200 8");
  }

  @Test
  void namesThePeerOfEach() throws IOException {
    for (String peer : List.of("127.0.0.2", "127.0.0.3", "127.0.0.2", "127.0.0.4")) {
      for (String target : List.of("/fin", "/rst", "/good", "/status/404")) {
        tomcat.rules.responseVerdict = target.equals("/good") ? Verdict.PASS : Rules.RST;
        try (Socket client =
            new Socket(
                InetAddress.getLoopbackAddress(),
                tomcat.server.port(),
                InetAddress.getByName(peer),
                0)) {
          client.setSoTimeout(10_000);
          client.getOutputStream().write(get(target).getBytes(StandardCharsets.US_ASCII));
          client.getInputStream().readAllBytes();
        } catch (SocketException reset) {
          assertThat(target).isNotEqualTo("/good");
        }
      }
    }
    tomcat.rules.responseVerdict = Verdict.PASS;
    awaitLines(16);
    assertThat(lines().stream().map(line -> line.replaceFirst(" .*", "")))
        .containsOnly("127.0.0.2", "127.0.0.3", "127.0.0.4")
        .filteredOn("127.0.0.2"::equals)
        .hasSize(8);
  }

  @Test
  void hasThemOverTlsAsWell() throws IOException {
    assertThat(RawTls.exchange(tomcat.server.tlsPort(), get("/fin"))).isEmpty();
    tomcat.rules.responseVerdict = Rules.FIN;
    assertThat(RawTls.exchange(tomcat.server.tlsPort(), get("/status/404"))).isEmpty();
    tomcat.rules.responseVerdict = Verdict.PASS;
    awaitLines(2);
    assertThat(lines())
        .containsExactly("\"GET /fin HTTP/1.1\" 444 0", "\"GET /status/404 HTTP/1.1\" 444 0");
  }
}
