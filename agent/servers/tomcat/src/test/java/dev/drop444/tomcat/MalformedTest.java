package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Raw bytes against every version of Tomcat that we say we know. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#jars")
@Timeout(60)
class MalformedTest {

  /** What Tomcat takes for a request. */
  private static final List<String> ACCEPTED =
      List.of(
          "empty line first",
          "two spaces",
          "tab as separator",
          "endless method",
          "bad percent-encoding in query",
          "bare LF after request line",
          "too many query parameters",
          "too many path parameters",
          "obs-fold",
          "bare LF in value",
          "bare LF at the end",
          "empty Host",
          "both lengths",
          "both lengths turned",
          "coding, folded");

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  @SuppressWarnings("NullAway.Init") // by start
  static KeyStoreFile keys;

  private final Path jar;
  private int served;
  private int logged;

  MalformedTest(Path jar) {
    this.jar = jar;
  }

  /** Tomcat logs what is malformed once a day, unless told otherwise. */
  private static final String LOG_ALL = "org.apache.juli.logging.UserDataHelper.CONFIG";

  @BeforeParameterizedClassInvocation
  static void start(Path jar, @TempDir Path base) throws Exception {
    System.setProperty(LOG_ALL, "INFO_ALL");
    keys = new KeyStoreFile(base);
    tomcat = new WovenTomcat(jar, base, keys.path());
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    System.clearProperty(LOG_ALL);
    tomcat.close();
  }

  @BeforeEach
  void remember() {
    tomcat.rules.refused.clear();
    tomcat.rules.seen.clear();
    tomcat.rules.malformed = Verdict.PASS;
    tomcat.log.lines.clear();
    served = tomcat.server.served();
    logged = tomcat.server.logged().size();
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    awaitOpen(0);
    assertThat(tomcat.problems).isEmpty();
  }

  /** One is always counted on each port: that which the acceptor waits for. */
  private static void awaitOpen(int clients) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (tomcat.server.connections() != 2 + clients) {
      assertThat(System.nanoTime())
          .as("connections %s", tomcat.server.connections())
          .isLessThan(giveUp);
      Thread.sleep(5);
    }
  }

  private List<String> accepted() {
    List<String> accepted = new ArrayList<>(ACCEPTED);
    if (isOf("8.5", "10.1")) {
      // Only the servlet API 6 forbids them.
      accepted.addAll(
          accepted.indexOf("bare LF after request line"),
          List.of("invalid UTF-8", "overlong UTF-8"));
    }
    if (isEarly()) {
      accepted.add(accepted.indexOf("obs-fold"), "empty name");
    }
    if (isEarly() || isOf("8.5", "8.6") || is("10.1.44") || is("11.0.0")) {
      accepted.add("coding, HTTP/1.0");
    }
    return accepted;
  }

  private boolean isEarly() {
    return isOf("8.5", "8.5.94") || isOf("9.0", "9.0.80") || isOf("10.0", "10.1.10");
  }

  private boolean isOf(String from, String before) {
    return TomcatVersion.isOf(jar, from, before);
  }

  private boolean is(String version) {
    return jar.endsWith("tomcat-embed-core-" + version + ".jar");
  }

  @Test
  void withoutADropTheServerAnswersAsEver(@TempDir Path base) throws Exception {
    Map<String, String> own = new LinkedHashMap<>();
    try (TomcatVersion classes = new TomcatVersion(jar, null);
        RunningTomcat server = classes.start(base, keys.path(), "Nio")) {
      for (Map.Entry<String, String> shape : MalformedShapes.plain().entrySet()) {
        own.put(shape.getKey(), bare(RawClient.exchangeOne(server.port(), shape.getValue())));
      }
      for (Map.Entry<String, String> shape : MalformedShapes.tls().entrySet()) {
        own.put("TLS " + shape.getKey(), RawClient.exchange(server.tlsPort(), shape.getValue()));
      }
    }
    List<String> accepted = new ArrayList<>();
    for (Map.Entry<String, String> shape : MalformedShapes.plain().entrySet()) {
      tomcat.rules.refused.clear();
      String answer = RawClient.exchangeOne(tomcat.server.port(), shape.getValue());
      assertThat(answer).as(shape.getKey()).isNotEmpty();
      assertThat(bare(answer)).as(shape.getKey()).isEqualTo(own.get(shape.getKey()));
      if (tomcat.rules.refused.isEmpty()) {
        accepted.add(shape.getKey());
        assertThat(answer).as(shape.getKey()).startsWith("HTTP/1.1 200 ");
      } else {
        assertThat(tomcat.rules.refused).as(shape.getKey()).hasSize(1);
      }
    }
    assertThat(accepted).containsExactlyElementsOf(accepted());
    assertThat(tomcat.log.lines).as("parser").anyMatch(line -> line.contains("request header"));
    assertThat(tomcat.log.lines).as("host").anyMatch(line -> line.contains("[a/b]"));
    assertThat(tomcat.server.logged().size()).isGreaterThan(logged + 100);
    for (Map.Entry<String, String> shape : MalformedShapes.tls().entrySet()) {
      tomcat.rules.refused.clear();
      String answer = RawClient.exchange(tomcat.server.tlsPort(), shape.getValue());
      assertThat(tomcat.rules.refused).as(shape.getKey()).hasSize(1);
      assertThat(answer).as(shape.getKey()).isNotEmpty();
      assertThat(answer).as(shape.getKey()).isEqualTo(own.get("TLS " + shape.getKey()));
    }
  }

  @Test
  void aDropSendsNothing() throws Exception {
    int dropped = 0;
    for (Map.Entry<String, String> shape : MalformedShapes.plain().entrySet()) {
      if (!accepted().contains(shape.getKey())) {
        assertDropped(shape.getKey(), tomcat.server.port(), shape.getValue());
        dropped++;
      }
    }
    assertThat(dropped).isGreaterThan(60);
    // One line for each, written when the client knows already.
    int expected = logged + 2 * dropped;
    Await.until(() -> tomcat.server.logged().size() >= expected);
    assertThat(tomcat.server.logged()).hasSize(expected);
    assertThat(tomcat.server.logged().subList(logged, expected))
        .allMatch(line -> line.startsWith("444 "));
    for (Map.Entry<String, String> shape : MalformedShapes.tls().entrySet()) {
      assertDropped("TLS " + shape.getKey(), tomcat.server.tlsPort(), shape.getValue());
    }
    assertThat(tomcat.server.served()).isEqualTo(served);
    assertThat(tomcat.log.lines).isEmpty();
  }

  private static void assertDropped(String name, int port, String shape) throws IOException {
    tomcat.rules.refused.clear();
    tomcat.rules.malformed = Rules.FIN;
    assertThat(RawClient.exchange(port, shape)).as(name + ", FIN").isEmpty();
    tomcat.rules.malformed = Rules.RST;
    assertThat(RawClient.exchange(port, shape)).as(name + ", RST").isEqualTo(RawClient.RESET);
    assertThat(tomcat.rules.refused).as(name).hasSize(2);
  }

  @Test
  void drainsWhatIsStillToComeSoThatNoRstFollowsFin() throws Exception {
    tomcat.rules.malformed = Rules.FIN;
    String fields = " HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n";
    List<String> heads =
        List.of(
            "POST /a\0" + fields, // the parser refuses it
            "POST /" + fields + "X: a\0b\r\n",
            "POST /" + fields + "Transfer-Encoding: gzip\r\n", // the processor
            "POST /" + fields + "Host: a/b\r\n",
            "POST /%zz" + fields + "Connection: close\r\n"); // the adapter
    for (String head : heads) {
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), tomcat.server.port())) {
        client.setSoTimeout(10_000);
        client.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(client.getInputStream().read()).as(head).isEqualTo(-1);
        for (int i = 0; i < 20; i++) {
          client.getOutputStream().write(new byte[10_000]);
        }
        awaitOpen(1);
      }
      awaitOpen(0);
    }
    assertThat(tomcat.log.lines).isEmpty();
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Map<String, String> plain = MalformedShapes.plain();
    int port = tomcat.server.port();
    assertThat(reason(port, plain, "HTTP/0.9 with query")).isEqualTo("VERSION GET /?a=b");
    assertThat(reason(port, plain, "HTTP/0.9 by POST")).isEqualTo("VERSION POST /");
    assertThat(reason(port, plain, "HTTP/x.y")).isEqualTo("VERSION GET / HTTP/x.y");
    assertThat(reason(port, plain, "HTTP/1.2")).isEqualTo("VERSION GET /");
    assertThat(reason(port, plain, "space in target")).isEqualTo("SYNTAX GET /a b HTTP/1.1");
    assertThat(reason(port, plain, "space first")).isEqualTo("SYNTAX  GET / HTTP/1.1");
    assertThat(reason(port, plain, "NUL in target")).isEqualTo("SYNTAX GET /a\0 HTTP/1.1");
    assertThat(reason(port, plain, "NUL in value")).isEqualTo("SYNTAX GET / HTTP/1.1");
    assertThat(reason(port, plain, "bad percent-encoding")).isEqualTo("SYNTAX GET /%zz");
    assertThat(reason(port, plain, "slash in Host")).isEqualTo("SYNTAX GET /");
    assertThat(reason(port, plain, "Content-Length twice")).isEqualTo("SYNTAX POST /a?b");
    assertThat(reason(port, plain, "coding gzip")).isEqualTo("NOT_IMPLEMENTED POST /a?b");
    assertThat(reason(port, plain, "expectation")).isEqualTo("EXPECTATION POST /");
    assertThat(reason(port, plain, "too many headers")).isEqualTo("TOO_LARGE GET / HTTP/1.1");
    assertThat(reason(port, plain, "head too large")).isEqualTo("TOO_LARGE GET / HTTP/1.1");
    assertThat(reason(port, plain, "target too long"))
        .startsWith("TOO_LARGE GET /a")
        .hasSize("TOO_LARGE ".length() + Excerpt.MAX);
    assertThat(reason(port, plain, "TLS hello")).isEqualTo("TLS_ON_PLAIN_PORT");
    Map<String, String> tls = MalformedShapes.tls();
    int tlsPort = tomcat.server.tlsPort();
    assertThat(reason(tlsPort, tls, "GET")).isEqualTo("PLAIN_ON_TLS_PORT GET / HTTP/1.1");
    assertThat(reason(tlsPort, tls, "SSH")).isEqualTo("GARBAGE_ON_TLS_PORT");
  }

  private static String reason(int port, Map<String, String> shapes, String name)
      throws IOException {
    tomcat.rules.refused.clear();
    tomcat.rules.malformed = Rules.FIN;
    RawClient.exchange(port, String.valueOf(shapes.get(name)));
    return String.join(" and ", tomcat.rules.refused);
  }

  @Test
  void insideTlsADropSendsNothingEither() throws Exception {
    String good = "GET /good HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    for (Verdict drop : List.of(Rules.FIN, Rules.RST)) {
      tomcat.rules.malformed = drop;
      for (String name : List.of("Content-Length twice", "NUL in target", "no Host", "HTTP/0.9")) {
        String shape = String.valueOf(MalformedShapes.plain().get(name));
        assertThat(RawTls.exchange(tomcat.server.tlsPort(), shape)).as(name).isEmpty();
      }
      assertThat(RawTls.exchange(tomcat.server.tlsPort(), good)).endsWith("length 0");
    }
    assertThat(tomcat.rules.refused).hasSize(8);
    assertThat(tomcat.server.served()).isEqualTo(served + 2);
    assertThat(tomcat.log.lines).isEmpty();
  }

  @Test
  void aHandshakeThatBreaksTheProtocolIsDroppedBeforeItsAlert() throws Exception {
    int port = tomcat.server.tlsPort();
    for (Map.Entry<String, String> shape : MalformedShapes.handshake().entrySet()) {
      tomcat.rules.malformed = Verdict.PASS;
      tomcat.rules.refused.clear();
      assertThat(RawClient.exchange(port, shape.getValue()))
          .as(shape.getKey())
          .startsWith("\u0015\u0003")
          .hasSize(7);
      assertThat(tomcat.rules.refused).as(shape.getKey()).containsExactly("GARBAGE_ON_TLS_PORT");
      assertDropped(shape.getKey(), port, shape.getValue());
      assertThat(tomcat.rules.refused)
          .as(shape.getKey())
          .allMatch(line -> line.equals("GARBAGE_ON_TLS_PORT"));
    }
    assertThat(tomcat.log.lines).isEmpty();
  }

  @Test
  void aHandshakeThatComesToNothingIsNotMalformed() throws Exception {
    tomcat.rules.malformed = Rules.FIN;
    int port = tomcat.server.tlsPort();
    String unknown = MalformedShapes.tlsHello('\u0003', "\u00fe\u00fe");
    assertThat(RawClient.exchange(port, unknown)).startsWith("\u0015\u0003").endsWith("\u0002(");
    String old = MalformedShapes.tlsHello('\u0000', "\u0000/");
    assertThat(RawClient.exchange(port, old)).startsWith("\u0015\u0003").endsWith("\u0002F");
    try (Socket tcp = new Socket(InetAddress.getLoopbackAddress(), port);
        Socket client =
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(tcp, "127.0.0.1", port, true)) {
      tcp.setSoTimeout(10_000);
      // Which says so to the server, by an alert.
      assertThatThrownBy(client.getInputStream()::read).hasMessageContaining("PKIX");
    }
    awaitOpen(0);
    assertThat(tomcat.rules.refused).isEmpty();
  }

  @Test
  void aBadChunkDropsTheResponseThatTellsOfIt() throws Exception {
    // Before that the application gets to hear that the client has gone.
    boolean early = isEarly();
    for (Map.Entry<String, String> shape : MalformedShapes.chunks().entrySet()) {
      if (early && shape.getKey().startsWith("trailer")) {
        continue; // They wait for more.
      }
      String request =
          "POST /good HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + shape.getValue();
      for (int port : new int[] {tomcat.server.port(), tomcat.server.tlsPort()}) {
        boolean tls = port == tomcat.server.tlsPort();
        tomcat.rules.refused.clear();
        tomcat.rules.malformed = Verdict.PASS;
        String answer = tls ? RawTls.exchange(port, request) : RawClient.exchange(port, request);
        if (early) {
          assertThat(answer).as(shape.getKey()).startsWith("HTTP/1.1 500 ");
          assertThat(tomcat.rules.refused).isEmpty();
          continue;
        }
        assertThat(answer).as(shape.getKey()).startsWith("HTTP/1.1 400 ");
        assertThat(tomcat.rules.refused).containsExactly("SYNTAX POST /good");
        tomcat.rules.malformed = Rules.FIN;
        answer = tls ? RawTls.exchange(port, request) : RawClient.exchange(port, request);
        assertThat(answer).as(shape.getKey()).isEmpty();
        tomcat.rules.malformed = Rules.RST;
        answer = tls ? RawTls.exchange(port, request) : RawClient.exchange(port, request);
        assertThat(answer).as(shape.getKey()).isEqualTo(tls ? "" : RawClient.RESET);
        assertThat(tomcat.rules.refused).hasSize(3);
      }
    }
    assertThat(tomcat.log.lines).isEmpty();
  }

  @Test
  void aBadChunkAfterTheResponseHasBegunChangesNothing() throws IOException {
    tomcat.rules.malformed = Rules.FIN;
    String request =
        "POST /late-read/200 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n";
    assertThat(RawClient.exchange(tomcat.server.port(), request)).startsWith("HTTP/1.1 200 ");
    assertThat(tomcat.rules.refused).isEmpty();
  }

  @Test
  void whatWasAnsweredBeforeInAPipelineArrives() throws IOException {
    tomcat.rules.malformed = Rules.FIN;
    String good = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
    for (String name : List.of("Content-Length twice", "NUL in target", "bad percent-encoding")) {
      String answer =
          RawClient.exchange(tomcat.server.port(), good + MalformedShapes.plain().get(name));
      assertThat(answer).as(name).startsWith("HTTP/1.1 200 ").endsWith("length 0");
      assertThat(answer).as(name).doesNotContain("400");
    }
  }

  @Test
  void theApplicationsOwn400IsNotMalformed() throws IOException {
    tomcat.rules.malformed = Rules.FIN;
    String request = "GET /own-400 HTTP/1.1\r\nHost: a\r\n\r\n";
    assertThat(RawClient.exchange(tomcat.server.port(), request)).startsWith("HTTP/1.1 400 ");
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", "/own-400", true);
      assertThat(client.next()).isEqualTo("HEADERS 1");
    }
    assertThat(tomcat.rules.refused).isEmpty();
  }

  @Test
  void http09PassesTheRequestGate() throws IOException {
    assertThat(RawClient.exchange(tomcat.server.port(), "GET /fin\r\n")).isEmpty();
    assertThat(tomcat.rules.refused).containsExactly("VERSION GET /fin");
    assertThat(tomcat.rules.seen).hasSize(1).first().asString().startsWith("HTTP/0.9 GET /fin ");
    assertThat(RawClient.exchange(tomcat.server.port(), "GET /good\r\n")).isEqualTo("length 0");
  }

  @Test
  void theRequestGateSeesWhatTomcatPutsRight() throws IOException {
    assertThat(fields("both lengths"))
        .containsExactly("host: a", "content-length: 1", "transfer-encoding: chunked");
    assertThat(fields("coding, folded")).containsExactly("host: a", "transfer-encoding: chunked");
    assertThat(fields("bare LF in value")).containsExactly("host: a", "x: a", "y: b");
    assertThat(fields("obs-fold")).containsExactly("host: a", "x: a b");
  }

  /** Versions differ in whether they keep the case of names and the spaces of a fold. */
  private static List<String> fields(String name) throws IOException {
    String shape = String.valueOf(MalformedShapes.plain().get(name));
    assertThat(RawClient.exchangeOne(tomcat.server.port(), shape)).startsWith("HTTP/1.1 200 ");
    return tomcat.rules.fields.stream()
        .map(line -> line.toLowerCase(Locale.ROOT).replaceAll(" +", " "))
        .collect(Collectors.toList());
  }

  @Test
  void anHttp2HeadThatTomcatAnswersWith400CostsTheStream() throws IOException {
    // The adapter refuses the first, the stream's processor the second.
    List<String> targets = List.of("/%zz", "/a\"b");
    for (String target : targets) {
      assertThat(http2(target)).containsExactly("HEADERS 1", "HEADERS 3");
    }
    tomcat.rules.malformed = Rules.FIN;
    for (String target : targets) {
      assertThat(http2(target)).containsExactly("RST_STREAM 1 8", "HEADERS 3");
    }
    tomcat.rules.malformed = Rules.CONNECTION;
    for (String target : targets) {
      assertThat(http2(target)).containsExactly("EOF");
    }
    assertThat(tomcat.rules.refused).hasSize(6).allMatch(line -> line.startsWith("SYNTAX GET /"));
    assertThat(tomcat.server.served()).isEqualTo(served + 4);
  }

  /** What comes of a bad target, and of a good one after it on the same connection. */
  private static List<String> http2(String target) throws IOException {
    List<String> frames = new ArrayList<>();
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", target, true);
      frames.add(client.next());
      if (!frames.contains("EOF")) {
        client.head(3, "GET", "/good", true);
        String frame = client.next();
        // 10.1.0 may end the answered stream before it has seen the request's end.
        while (frame.startsWith("DATA 1 ") || frame.startsWith("RST_STREAM 1 ")) {
          frame = client.next();
        }
        frames.add(frame);
      }
    }
    return frames;
  }

  private static String bare(String answer) {
    return answer
        .replaceAll("(?m)^(Date|Content-Length): [^\\r]*\\r\\n", "")
        .replaceAll("(?s)<pre>.*?</pre>", "");
  }
}
