package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.util.HostPort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jetty refuses by itself, on real sockets and with the hooks woven in. */
class MalformedTest {

  private static final Verdict FIN = Verdict.drop("malformed", Closing.FIN, false);
  private static final Verdict RST = Verdict.drop("malformed", Closing.RST, false);
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

  /** What each shape is answered with by a Jetty that was never woven. */
  private static final Map<String, String> UNWOVEN = new HashMap<>();

  private static WovenServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new WovenServer();
    for (String shape : MalformedShapes.all().keySet()) {
      UNWOVEN.put(shape, withoutDate(server.fullAnswerTo(MalformedShapes.bytes(shape))));
    }
    server.weave();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    server.gates.malformed = Verdict.PASS;
    server.awaitNothingLeft();
    server.gates.malformations.clear();
    server.reached.clear();
    server.takeLog();
    assertThat(server.takeFailures()).isEmpty();
  }

  static Stream<Map.Entry<String, Malformation>> shapes() {
    return MalformedShapes.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatPassesIsAnsweredAsEver(Map.Entry<String, Malformation> shape) throws Exception {
    byte[] answer = server.fullAnswerTo(MalformedShapes.bytes(shape.getKey()));
    assertThat(withoutDate(answer))
        .isEqualTo(UNWOVEN.get(shape.getKey()))
        .containsPattern("^HTTP/1.1 [45]");
    assertThat(server.gates.malformations).containsExactly(shape.getValue());
    assertThat(server.reached).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void fin(Map.Entry<String, Malformation> shape) throws Exception {
    server.takeLog();
    server.gates.malformed = FIN;
    // The client waits with its own FIN: ours comes unasked.
    byte[] answer = server.answerTo(MalformedShapes.bytes(shape.getKey()), false, false);
    assertThat(new String(answer, ISO_8859_1)).isEmpty();
    assertThat(server.gates.malformations).containsExactly(shape.getValue());
    assertThat(server.reached).isEmpty();
    assertThat(server.takeLog()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void rst(Map.Entry<String, Malformation> shape) throws Exception {
    server.takeLog();
    server.gates.malformed = RST;
    byte[] answer = server.answerTo(MalformedShapes.bytes(shape.getKey()), false, false);
    assertThat(new String(answer, ISO_8859_1)).isEqualTo("<RST>");
    assertThat(server.gates.malformations).containsExactly(shape.getValue());
    assertThat(server.reached).isEmpty();
    assertThat(server.takeLog()).isEmpty();
  }

  /** Whether Jetty answers depends on which of its threads comes first; dropped, none does. */
  @Test
  void halfAHeadAndFin() throws Exception {
    server.gates.malformed = FIN;
    byte[] half = ("GET /" + HOST + "X: ha").getBytes(ISO_8859_1);
    assertThat(server.answerTo(half, true, false)).isEmpty();
    assertThat(server.takeLog()).isEmpty();
  }

  @Test
  void theRequestBeforeIsAnsweredAndTheOneBehindIsNotHandled() throws Exception {
    server.gates.malformed = FIN;
    String sent = "GET /one" + HOST + "\r\nGET /%zz" + HOST + "\r\nGET /three" + HOST + "\r\n";
    byte[] answer = server.answerTo(sent.getBytes(ISO_8859_1), false, false);
    assertThat(new String(answer, ISO_8859_1))
        .containsOnlyOnce("HTTP/1.1")
        .contains("200 OK")
        .endsWith("hello");
    assertThat(server.reached).containsExactly("/one");
    assertThat(server.gates.malformations).containsExactly(Malformation.SYNTAX);
  }

  @Test
  void aSecondHostIsWarnedAboutUnlessDropped() throws Exception {
    byte[] twice = ("GET /" + HOST + "Host: b\r\n\r\n").getBytes(ISO_8859_1);
    server.takeLog();
    server.answerTo(twice, true, false);
    assertThat(server.takeLog()).singleElement().asString().contains("multiple `Host`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "[::1", "a b"})
  void aBadHostIsWarnedAboutUnlessDropped(String host) throws Exception {
    byte[] bad = ("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(ISO_8859_1);
    server.takeLog();
    server.answerTo(bad, true, false);
    assertThat(server.takeLog()).isNotEmpty().allMatch(line -> line.contains("HostPort"));
  }

  /** What applications and customizers make of other texts is not our business. */
  @Test
  void aHostThatIsNoRequestsIsWarnedAbout() {
    server.gates.malformed = FIN;
    server.takeLog();
    assertThat(HostPort.unsafe("a:b").getHost()).isEqualTo("a:b");
    assertThat(server.takeLog()).isNotEmpty();
    assertThat(server.gates.malformations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/throws", "/fails", "/fails-later"})
  void whatTheApplicationRefusesIsItsOwn(String path) throws Exception {
    server.gates.malformed = FIN;
    String request = "GET " + path + HOST + "Connection: close\r\n\r\n";
    byte[] answer = server.answerTo(request.getBytes(ISO_8859_1), false, false);
    assertThat(new String(answer, ISO_8859_1)).startsWith("HTTP/1.1 400");
    assertThat(server.gates.malformations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "QUIT\r\n", "\u0000\u0001\u0002\u0003\u0004"})
  void notTlsOnATlsPort(String text) throws Exception {
    byte[] sent = text.getBytes(ISO_8859_1);
    byte[] alert = server.answerTo(sent, false, true);
    assertThat(alert).hasSize(7).startsWith(21, 3);
    server.awaitNothingLeft();
    server.gates.malformed = FIN;
    assertThat(server.answerTo(sent, false, true)).isEmpty();
    server.awaitNothingLeft();
    server.gates.malformed = RST;
    assertThat(server.answerTo(sent, false, true)).isEqualTo("<RST>".getBytes(ISO_8859_1));
    Malformation what =
        sent[0] == 0 ? Malformation.GARBAGE_ON_TLS_PORT : Malformation.PLAIN_ON_TLS_PORT;
    assertThat(server.gates.malformations).containsExactly(what, what, what);
    assertThat(server.takeLog()).isEmpty();
  }

  @Test
  void whatFollowsOnATlsPortIsDrained() throws Exception {
    server.gates.malformed = FIN;
    try (Socket client = server.connect(true)) {
      client.getOutputStream().write("POST / HTTP/1.1\r\n".getBytes(ISO_8859_1));
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      // After an RST these writes fail.
      for (int i = 0; i < 8; i++) {
        client.getOutputStream().write(new byte[50_000]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Refused by the check of the head, by a customizer, by URI compliance.
    "localhost, /, expect, a miracle, EXPECTATION",
    "nobody, /, accept, */*, SYNTAX",
    "localhost, /a/..%2fb, accept, */*, SYNTAX",
  })
  void http2RefusedHeadIsResetInsteadOfAnswered(
      String authority, String path, String field, String value, Malformation what)
      throws Exception {
    if (what == Malformation.EXPECTATION) {
      OlderJetty.skip(OlderJetty.IGNORES_EXPECTATIONS_OF_HTTP_2);
    }
    byte[] request = http2Request(authority, path, field, value);
    assertThat(frameTypes(http2Answer(request))).contains(1).doesNotContain(3);
    assertThat(server.gates.malformations).containsExactly(what);
    server.gates.malformed = FIN;
    assertThat(frameTypes(http2Answer(request))).contains(3).doesNotContain(1);
    assertThat(server.gates.malformations).containsExactly(what, what);
    assertThat(server.reached).isEmpty();
    assertThat(server.takeLog()).isEmpty();
  }

  /** The answer until a frame of stream 1 came that ends it. */
  private static byte[] http2Answer(byte[] request) throws IOException {
    try (Socket client = server.connect(false)) {
      client.getOutputStream().write(request);
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      while (true) {
        byte[] head = client.getInputStream().readNBytes(9);
        frames.write(head);
        frames.write(
            client
                .getInputStream()
                .readNBytes((head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff)));
        boolean endStream = head[3] <= 1 && (head[4] & 1) != 0;
        if (head[8] == 1 && (endStream || head[3] == 3)) {
          return frames.toByteArray();
        }
      }
    }
  }

  private static int[] frameTypes(byte[] frames) {
    int[] types = new int[0];
    for (int i = 0; i < frames.length; ) {
      types = Arrays.copyOf(types, types.length + 1);
      types[types.length - 1] = frames[i + 3];
      i += 9 + ((frames[i] & 0xff) << 16 | (frames[i + 1] & 0xff) << 8 | (frames[i + 2] & 0xff));
    }
    return types;
  }

  /** Preface, empty SETTINGS, and a GET with one field more, in HPACK literals. */
  private static byte[] http2Request(String authority, String path, String name, String value)
      throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(new byte[] {(byte) 0x82, (byte) 0x86});
    literal(block, ":path", path);
    literal(block, ":authority", authority);
    literal(block, name, value);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
    out.write(new byte[] {0, 0, (byte) block.size(), 1, 5, 0, 0, 0, 1});
    out.write(block.toByteArray());
    return out.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, String name, String value)
      throws IOException {
    block.write(0);
    block.write(name.length());
    block.write(name.getBytes(ISO_8859_1));
    block.write(value.length());
    block.write(value.getBytes(ISO_8859_1));
  }

  private static String withoutDate(byte[] answer) {
    return new String(answer, ISO_8859_1).replaceFirst("Date: [^\r]*\r\n", "");
  }
}
