package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drop444.engine.gate.AcceptVerdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sees and what Tomcat counts when something is dropped, in every version. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#connectors")
class TomcatDropTest {

  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: example.org\r\n\r\n";
  private static final String ANSWER = "length 0";

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  private final Path jar;

  /** NIO2 has no {@code SO_LINGER}, and ends with FIN in any case. */
  private final boolean resets;

  private long connections;
  private int served;

  TomcatDropTest(Path jar, String channels) {
    this.jar = jar;
    this.resets = channels.equals("Nio");
  }

  @BeforeParameterizedClassInvocation
  static void start(Path jar, String channels, @TempDir Path base) throws Exception {
    tomcat = new WovenTomcat(jar, base, null, channels);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    tomcat.close();
  }

  @BeforeEach
  void remember() throws IOException {
    tomcat.rules.seen.clear();
    tomcat.log.lines.clear();
    try (Socket client = connect()) {
      answered(client, GOOD);
    }
    // One is always counted: that which the acceptor waits for.
    Await.until(() -> tomcat.server.connections() == 1);
    connections = tomcat.server.connections();
    served = tomcat.server.served();
  }

  @AfterEach
  void nothingIsLeft() {
    tomcat.rules.accept = AcceptVerdict.PASS;
    Await.until(() -> tomcat.server.connections() == connections);
    Await.until(
        () ->
            tomcat.server.logged().stream().filter(line -> !line.startsWith("444 ")).count()
                == tomcat.server.served());
    assertThat(tomcat.problems).isEmpty();
    // The first patch levels warn whenever a stream closes its connection; later ones do not.
    assertThat(tomcat.log.lines)
        .filteredOn(line -> !line.contains("null socket channel"))
        .isEmpty();
  }

  @Test
  void isGuarded() {
    assertThat(tomcat.guarded).hasSize(1);
    assertThat(jar.getFileName().toString())
        .isEqualTo(tomcat.guarded.get(0).replaceAll("Tomcat (.*)\\.0", "tomcat-embed-core-$1.jar"));
  }

  @Test
  void leavesNoConnectorAlone() {
    assertThat(tomcat.otherConnectors).isEmpty();
  }

  @Test
  void refusesAtAcceptWithFin() throws IOException {
    tomcat.rules.accept = AcceptVerdict.FIN;
    for (int i = 0; i < 200; i++) {
      try (Socket client = connect()) {
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void refusesAtAcceptWithRst() throws IOException {
    tomcat.rules.accept = AcceptVerdict.RST;
    for (int i = 0; i < 200; i++) {
      try (Socket client = connect()) {
        mustBeReset(client);
      } catch (SocketException inConnect) {
        assertThat(resets).isTrue();
      }
    }
  }

  @Test
  void closesOnGet() throws IOException {
    try (Socket client = connect()) {
      send(
          client,
          "GET /fin?a=1&b HTTP/1.1\r\nHost: example.org\r\nX-Tag: one \r\nX-Tag:two\r\n\r\n");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(tomcat.server.served()).isEqualTo(served);
    assertThat(tomcat.rules.seen)
        .endsWith("HTTP/1.1 GET /fin?a=1&b example.org one two null /127.0.0.1 plain");
  }

  @Test
  void closesOnALaterRequest() throws IOException {
    try (Socket client = connect()) {
      answered(client, GOOD);
      answered(client, GOOD);
      send(client, "GET /fin HTTP/1.1\r\nHost: example.org\r\n\r\n");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(tomcat.server.served()).isEqualTo(served + 2);
  }

  @Test
  void answersWhatWasPipelinedBefore() throws IOException {
    try (Socket client = connect()) {
      answered(client, GOOD + "GET /fin HTTP/1.1\r\nHost: example.org\r\n\r\n" + GOOD);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(tomcat.server.served()).isEqualTo(served + 1);
  }

  @Test
  void drainsTheBodySoThatNoRstFollowsFin() throws IOException {
    try (Socket client = connect();
        Socket other = connect()) {
      send(client, "POST /fin HTTP/1.1\r\nHost: example.org\r\nContent-Length: 200000\r\n\r\n");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      for (int i = 0; i < 20; i++) {
        client.getOutputStream().write(new byte[10_000]);
        answered(other, GOOD);
      }
      // Still open, and no thread was needed for that; an early close is what would bring RST.
      assertThat(tomcat.server.connections()).isEqualTo(connections + 2);
    }
  }

  @Test
  void doesNotWaitForTheBodyOfAClientThatIsGone() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (Socket client = connect()) {
        send(
            client,
            "POST /fin HTTP/1.1\r\nHost: example.org\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
      }
    }
    Await.until(
        () -> tomcat.rules.seen.stream().filter(seen -> seen.contains("/fin")).count() == 20);
  }

  @Test
  void answersNoExpectation() throws IOException {
    try (Socket client = connect()) {
      send(
          client,
          "POST /fin HTTP/1.1\r\nHost: example.org\r\n"
              + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void resets() throws IOException {
    try (Socket client = connect()) {
      send(client, "POST /rst HTTP/1.1\r\nHost: example.org\r\nContent-Length: 5\r\n\r\n");
      mustBeReset(client);
    }
    assertThat(tomcat.server.served()).isEqualTo(served);
  }

  @Test
  void cancelsOneStream() throws IOException {
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", "/fin?a=1", true);
      assertThat(client.next()).isEqualTo("RST_STREAM 1 8");
      client.head(3, "GET", "/good", true);
      assertThat(client.next()).isEqualTo("HEADERS 3");
      assertThat(client.next()).isEqualTo("DATA 3 " + ANSWER);
    }
    assertThat(tomcat.server.served()).isEqualTo(served + 1);
    assertThat(tomcat.rules.seen)
        .contains("HTTP/2 GET /fin?a=1 example.org:8080 one two null /127.0.0.1 plain");
  }

  @Test
  void cancelsManyStreamsOfOneConnection() throws IOException {
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      int stream = 1;
      for (; stream < 300; stream += 2) {
        client.head(stream, "GET", "/fin", true);
        assertThat(client.next()).isEqualTo("RST_STREAM " + stream + " 8");
      }
      client.head(stream, "GET", "/good", true);
      assertThat(client.next()).isEqualTo("HEADERS " + stream);
    }
  }

  @Test
  void creditsTheBodyOfACancelledStream() throws IOException {
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      // Ten times the connection's window of 65,535 bytes (RFC 9113 section 6.9.2).
      int stream = 1;
      for (int i = 0; i < 20; i++, stream += 2) {
        client.head(stream, "POST", "/fin", false);
        assertThat(client.next()).isEqualTo("RST_STREAM " + stream + " 8");
        client.data(stream, 16_000, false);
        client.data(stream, 16_000, true);
      }
      client.head(stream, "POST", "/good", false);
      client.data(stream, 16_000, true);
      assertThat(client.next()).isEqualTo("HEADERS " + stream);
      assertThat(client.next()).isEqualTo("DATA " + stream + " length 16000");
    }
  }

  @Test
  void leavesTheStreamAfterADroppedBodyAlone() throws IOException {
    // 11.0.0 loses requests of busy connections, with and without advice (docs/limits.md).
    assumeThat(jar.toString()).doesNotEndWith("-11.0.0.jar");
    // The DATA arrives while Tomcat ends the stream, and is read by another thread.
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      for (int stream = 1; stream < 4_000; stream += 4) {
        client.head(stream, "POST", "/fin", 2_000);
        client.data(stream, 1_000, false);
        assertThat(client.next()).isEqualTo("RST_STREAM " + stream + " 8");
        client.head(stream + 2, "GET", "/fin", true);
        assertThat(client.next()).isEqualTo("RST_STREAM " + (stream + 2) + " 8");
      }
    }
  }

  @Test
  void closesTheWholeConnectionWithoutGoaway() throws IOException {
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", "/good", true);
      assertThat(client.next()).isEqualTo("HEADERS 1");
      assertThat(client.next()).isEqualTo("DATA 1 " + ANSWER);
      client.head(3, "POST", "/connection", false);
      assertThat(client.next()).isEqualTo("EOF");
    }
    assertThat(tomcat.server.served()).isEqualTo(served + 1);
  }

  private void mustBeReset(Socket client) throws IOException {
    if (resets) {
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    } else {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), tomcat.server.port());
    client.setSoTimeout(10_000);
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends a request and reads up to the end of one answer. */
  private static void answered(Socket client, String request) throws IOException {
    send(client, request);
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("\r\n\r\n" + ANSWER)) {
      int next = client.getInputStream().read();
      assertThat(next).as("end of the connection after %s", answer).isNotEqualTo(-1);
      answer.append((char) next);
    }
    assertThat(answer).startsWith("HTTP/1.1 200");
  }
}
