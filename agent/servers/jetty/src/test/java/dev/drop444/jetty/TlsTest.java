package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What begins like TLS on a TLS port: what breaks, and what only fails. */
class TlsTest {

  private static final Verdict FIN = Verdict.drop("malformed", Closing.FIN, false);
  private static final Verdict RST = Verdict.drop("malformed", Closing.RST, false);

  /** What each shape is answered with by a Jetty that was never woven. */
  private static final Map<String, byte[]> UNWOVEN = new HashMap<>();

  private static WovenServer server;

  @BeforeAll
  static void start(@TempDir Path files) throws Exception {
    server = new WovenServer(new Applications().handler(files), new KeyStoreFile(files));
    for (Map<String, byte[]> shapes : List.of(broken(), failing())) {
      for (Map.Entry<String, byte[]> shape : shapes.entrySet()) {
        UNWOVEN.put(shape.getKey(), server.answerTo(shape.getValue(), false, true));
      }
    }
    server.weave();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void reset() {
    server.gates.malformed = Verdict.PASS;
    server.gates.malformations.clear();
    server.takeLog();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    server.awaitNothingLeft();
    assertThat(server.takeFailures()).isEmpty();
    assertThat(server.takeLog()).isEmpty();
  }

  private static Map<String, byte[]> broken() {
    Map<String, byte[]> shapes = new LinkedHashMap<>();
    shapes.put("record of a strange version", hex("16090900050100000100" + "00".repeat(16)));
    shapes.put("record of 65 535 bytes", hex("160301ffff0100fffb0303" + "00".repeat(64)));
    shapes.put("ServerHello", hex("160303002a020000260303" + "00".repeat(36)));
    shapes.put("Finished first", hex("160303001014" + "00000c" + "00".repeat(12)));
    shapes.put("ClientHello with a length that lies", hex("160301001001000008" + "ff".repeat(12)));
    shapes.put("ClientHello full of zeros", hex("16030100300100002c" + "00".repeat(44)));
    shapes.put("ClientHello that ends at once", hex("16030100050100000100"));
    shapes.put("application data first", hex("1703030010" + "00".repeat(16)));
    shapes.put("ChangeCipherSpec first", hex("140303000101"));
    return shapes;
  }

  private static Map<String, byte[]> failing() {
    Map<String, byte[]> shapes = new LinkedHashMap<>();
    shapes.put("no shared cipher", clientHello("0303", "0005"));
    shapes.put("an old version", clientHello("0301", "002f"));
    shapes.put("no cipher but SCSVs", clientHello("0303", "00ff5600"));
    return shapes;
  }

  /** A well-formed ClientHello without extensions (RFC 5246 section 7.4.1.2). */
  private static byte[] clientHello(String version, String suites) {
    String body =
        version
            + "5a".repeat(32)
            + "00"
            + String.format("%04x", suites.length() / 2)
            + suites
            + "0100";
    String message = "01" + String.format("%06x", body.length() / 2) + body;
    return hex("160301" + String.format("%04x", message.length() / 2) + message);
  }

  private static byte[] shape(Map<String, byte[]> shapes, String name) {
    return Objects.requireNonNull(shapes.get(name));
  }

  static Stream<String> brokenShapes() {
    return broken().keySet().stream();
  }

  static Stream<String> failingShapes() {
    return failing().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("brokenShapes")
  void whatBreaksGetsItsAlertUnlessDropped(String shape) throws Exception {
    byte[] sent = shape(broken(), shape);
    assertThat(UNWOVEN.get(shape)).startsWith(21, 3);
    assertThat(server.answerTo(sent, false, true)).isEqualTo(UNWOVEN.get(shape));
    server.awaitNothingLeft();
    server.gates.malformed = FIN;
    assertThat(server.answerTo(sent, false, true)).isEmpty();
    server.awaitNothingLeft();
    server.gates.malformed = RST;
    assertThat(server.answerTo(sent, false, true)).isEqualTo("<RST>".getBytes(ISO_8859_1));
    Malformation garbage = Malformation.GARBAGE_ON_TLS_PORT;
    assertThat(server.gates.malformations).containsExactly(garbage, garbage, garbage);
  }

  @Test
  void whatFollowsIsDrained() throws Exception {
    server.gates.malformed = FIN;
    try (Socket client = server.connect(true)) {
      client.getOutputStream().write(shape(broken(), "ServerHello"));
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      // After an RST these writes fail.
      for (int i = 0; i < 8; i++) {
        client.getOutputStream().write(new byte[50_000]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("failingShapes")
  void whatFailsGetsItsAlert(String shape) throws Exception {
    server.gates.malformed = FIN;
    assertThat(UNWOVEN.get(shape)).startsWith(21, 3);
    assertThat(server.answerTo(shape(failing(), shape), false, true)).isEqualTo(UNWOVEN.get(shape));
    assertThat(server.gates.malformations).isEmpty();
  }

  @Test
  void aClientThatTrustsNobodyIsNotAskedAbout() throws Exception {
    server.gates.malformed = FIN;
    try (Socket tcp = server.connect(true);
        SSLSocket client =
            (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault())
                    .createSocket(tcp, "localhost", tcp.getPort(), true)) {
      assertThatThrownBy(client::startHandshake).isInstanceOf(SSLHandshakeException.class);
    }
    assertThat(server.gates.malformations).isEmpty();
  }

  @Test
  void aClientThatClosesInTheMiddleIsNotAskedAbout() throws Exception {
    OlderJetty.skip(OlderJetty.LEAKS_HALF_HANDSHAKES);
    server.gates.malformed = FIN;
    byte[] hello = clientHello("0303", "c02bc02f");
    for (int length : new int[] {0, 3, 20}) {
      server.answerTo(Arrays.copyOf(hello, length), true, true);
    }
    server.answerTo(hex("15030100020100"), false, true);
    assertThat(server.gates.malformations).isEmpty();
  }

  @Test
  void aGoodClientIsServed() throws Exception {
    server.gates.malformed = FIN;
    String request = "GET /servlet/hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assertThat(RawTls.exchange(server.connector(true).getLocalPort(), request))
        .startsWith("HTTP/1.1 200")
        .endsWith("hello<close_notify>");
    // TLS 1.3, too.
    try (SSLSocket client = RawTls.over(server.connect(true))) {
      client.getOutputStream().write(request.getBytes(ISO_8859_1));
      assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1)).endsWith("hello");
      assertThat(client.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }
    assertThat(server.gates.malformations).isEmpty();
  }

  private static byte[] hex(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i += 2) {
      bytes.write(Integer.parseInt(text.substring(i, i + 2), 16));
    }
    return bytes.toByteArray();
  }
}
