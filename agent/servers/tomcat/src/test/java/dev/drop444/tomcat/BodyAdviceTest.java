package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.tomcat.Rules.Watched;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine hears of requests that it watches, in every version. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#jars")
@Timeout(60)
class BodyAdviceTest {

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  private final Path jar;

  BodyAdviceTest(Path jar) {
    this.jar = jar;
  }

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
    tomcat.rules.watchesRequests = true;
  }

  @AfterEach
  void eachIsOver() {
    Await.until(() -> tomcat.server.connections() == 2);
    Await.until(() -> tomcat.rules.watched.stream().allMatch(Watched::isOver));
    assertThat(tomcat.problems).isEmpty();
    assertThat(tomcat.log.lines)
        .filteredOn(line -> !line.contains("thrown by the application"))
        .filteredOn(line -> !line.contains("null socket channel"))
        .isEmpty();
  }

  private static Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), tomcat.server.port());
    client.setSoTimeout(10_000);
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String post(String target, String rest) {
    return "POST " + target + " HTTP/1.1\r\nHost: a\r\n" + rest;
  }

  /** Reads up to the end of one answer. */
  private static void answered(Socket client, String end) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith(end)) {
      int next = client.getInputStream().read();
      assertThat(next).as("end of the connection after %s", answer).isNotEqualTo(-1);
      answer.append((char) next);
    }
  }

  private static Watched onlyOne() {
    Await.until(() -> tomcat.rules.watched.size() == 1);
    return tomcat.rules.watched.get(0);
  }

  /** What has come of the body, with nobody or somebody waiting for more. */
  private static void awaitBytes(Watched watched, long bytes, boolean awaited) {
    Await.until(() -> watched.bytes.get() == bytes && watched.awaited == awaited);
  }

  @Test
  void tellsOfABodyThatComesWithItsHead() throws IOException {
    try (Socket client = connect()) {
      send(client, post("/good", "Content-Length: 5\r\n\r\nhello"));
      answered(client, "length 5");
      Await.until(() -> onlyOne().isOver());
      assertThat(onlyOne().bytes).hasValue(5);
      assertThat(onlyOne().waits).hasValue(0);
      tomcat.rules.watched.clear();
      // What comes with a request that has no body is the next request.
      send(client, "GET /good HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2));
      answered(client, "length 0");
      answered(client, "length 0");
      Await.until(() -> tomcat.rules.watched.stream().filter(Watched::isOver).count() == 2);
      assertThat(tomcat.rules.watched)
          .allMatch(each -> each.bytes.get() == 0 && each.waits.get() == 0);
    }
  }

  @Test
  void tellsOfEachWaitAndOfItsEnd() throws IOException {
    for (String target : List.of("/good", "/listen")) {
      try (Socket client = connect()) {
        send(client, post(target, "Content-Length: 10\r\n\r\nabc"));
        awaitBytes(onlyOne(), 3, true);
        send(client, "de");
        awaitBytes(onlyOne(), 5, true);
        send(client, "fghij");
        answered(client, "length 10");
        Await.until(() -> onlyOne().isOver());
        assertThat(onlyOne().bytes).hasValue(10);
        assertThat(onlyOne().awaited).isFalse();
        tomcat.rules.watched.clear();
        // And of the next one on the same connection.
        send(client, post(target, "Transfer-Encoding: chunked\r\n\r\n"));
        awaitBytes(onlyOne(), 0, true);
        send(client, "3\r\nabc\r\n");
        awaitBytes(onlyOne(), 8, true);
        send(client, "0\r\n\r\n");
        answered(client, "length 3");
        Await.until(() -> onlyOne().isOver());
        assertThat(onlyOne().bytes).hasValue(13);
        assertThat(onlyOne().awaited).isFalse();
        tomcat.rules.watched.clear();
      }
    }
  }

  @Test
  void doesNotTellOfAWaitWhileTheApplicationIsBusy() throws IOException {
    try (Socket client = connect()) {
      send(client, post("/wait", "Content-Length: 10\r\n\r\nabc"));
      Await.until(() -> tomcat.server.told().contains("waiting"));
      awaitBytes(onlyOne(), 3, false);
      assertThat(onlyOne().waits).hasValue(0);
      tomcat.server.go();
      answered(client, "at last");
      // What it has not read, Tomcat wants to have.
      awaitBytes(onlyOne(), 3, true);
      send(client, "defg");
      awaitBytes(onlyOne(), 7, true);
      send(client, "hij");
      Await.until(() -> onlyOne().isOver());
      assertThat(onlyOne().bytes).hasValue(10);
      assertThat(onlyOne().awaited).isFalse();
    }
  }

  @Test
  void tellsOfAnHttp2Body() throws IOException {
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      int stream = 1;
      for (String target : List.of("/good", "/listen")) {
        client.head(stream, "POST", target, false);
        awaitBytes(onlyOne(), 0, true);
        client.data(stream, 2_000, false);
        awaitBytes(onlyOne(), 2_000, true);
        client.data(stream, 3_000, true);
        assertThat(client.first(stream)).isEqualTo("HEADERS " + stream);
        assertThat(client.next()).isEqualTo("DATA " + stream + " length 5000");
        Await.until(() -> onlyOne().isOver());
        assertThat(onlyOne().bytes).hasValue(5_000);
        assertThat(onlyOne().awaited).isFalse();
        tomcat.rules.watched.clear();
        stream += 2;
      }
    }
  }

  @Test
  void tellsOfAnHttp2BodyForWhichNobodyWaits() throws IOException {
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "POST", "/wait", false);
      Await.until(() -> tomcat.server.told().contains("waiting"));
      client.data(1, 2_000, false);
      awaitBytes(onlyOne(), 2_000, false);
      client.data(1, 2_000, true);
      awaitBytes(onlyOne(), 4_000, false);
      assertThat(onlyOne().waits).hasValue(0);
      tomcat.server.go();
      assertThat(client.next()).isEqualTo("HEADERS 1");
      Await.until(() -> onlyOne().isOver());
    }
  }

  @Test
  void tellsOfTheEndOfEachKindOfRequest() throws IOException {
    for (String target : ResponseAdviceTest.kinds().keySet()) {
      String answer =
          RawClient.exchange(
              tomcat.server.port(),
              "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(answer).as(target).startsWith("HTTP/1.1 ");
      Await.until(() -> onlyOne().isOver());
      tomcat.rules.watched.clear();
      try (Http2Client client = new Http2Client(tomcat.server.port())) {
        // 11.0.0 leaves an asynchronous request unanswered, if it is the first.
        client.head(1, "GET", "/limit", true);
        assertThat(client.next()).isEqualTo("HEADERS 1");
        client.head(3, "GET", target, true);
        assertThat(client.first(3)).as(target).isEqualTo("HEADERS 3");
        // Two wait for more room than the client gives. The others must be over: a thread of the
        // application that is at a response when the client goes may write to the next one, for
        // which Tomcat uses the same object.
        Await.until(() -> target.contains("large") || onlyOne().isOver());
      }
      Await.until(() -> onlyOne().isOver());
      tomcat.rules.watched.clear();
    }
  }

  @Test
  void tellsOfTheEndOfADroppedResponse() throws IOException {
    for (var verdict : List.of(Rules.FIN, Rules.RST, Rules.CONNECTION)) {
      tomcat.rules.responseVerdict = verdict;
      for (String target : List.of("/good", "/status/404", "/async/404", "/throw", "/ignore")) {
        RawClient.exchange(tomcat.server.port(), post(target, "Content-Length: 1\r\n\r\na"));
        Await.until(() -> onlyOne().isOver());
        tomcat.rules.watched.clear();
        try (Http2Client client = new Http2Client(tomcat.server.port())) {
          client.head(1, "GET", target, true);
          Await.until(() -> onlyOne().isOver());
        }
        tomcat.rules.watched.clear();
      }
    }
  }

  @Test
  void tellsOfTheEndOfWhatTheClientGivesUp() throws Exception {
    for (String target : List.of("/read", "/listen", "/ignore")) {
      for (boolean reset : List.of(false, true)) {
        try (Socket client = connect()) {
          client.setSoLinger(reset, 0);
          send(client, post(target, "Content-Length: 5\r\n\r\nhel"));
          awaitBytes(onlyOne(), 3, true);
        }
        Await.until(() -> onlyOne().isOver());
        tomcat.rules.watched.clear();
      }
    }
    if (jar.toString().endsWith("-11.0.0.jar")) {
      // Loses requests of fresh connections, and warns of "Duplicate request to recycle" then.
      return;
    }
    for (String target : List.of("/read", "/listen")) {
      try (Http2Client client = new Http2Client(tomcat.server.port())) {
        client.head(1, "POST", target, false);
        awaitBytes(onlyOne(), 0, true);
        client.reset(1);
        if (target.equals("/read")) {
          Await.until(() -> onlyOne().isOver());
        }
      }
      Await.until(() -> onlyOne().isOver());
      tomcat.rules.watched.clear();
      try (Http2Client client = new Http2Client(tomcat.server.port())) {
        client.head(1, "POST", target, false);
        awaitBytes(onlyOne(), 0, true);
      }
      Await.until(() -> onlyOne().isOver());
      tomcat.rules.watched.clear();
    }
  }

  @Test
  void tellsOfTheEndOfWhatTheEngineEnds() throws IOException {
    for (Closing how : Closing.values()) {
      for (String target : List.of("/read", "/listen", "/ignore")) {
        try (Socket client = connect()) {
          send(client, post(target, "Content-Length: 5\r\n\r\nhel"));
          awaitBytes(onlyOne(), 3, true);
          tomcat.rules.opened.get(0).connection.end(how);
          Await.until(() -> onlyOne().isOver());
        }
        Await.until(() -> tomcat.rules.opened.get(0).isClosed());
        tomcat.rules.watched.clear();
        tomcat.rules.opened.clear();
      }
    }
  }

  @Test
  void tellsOfTheEndAtAnUpgrade() throws IOException {
    try (Socket client = connect()) {
      send(
          client,
          "GET /upgrade HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello");
      answered(client, "hello");
      Await.until(() -> onlyOne().isOver());
    }
  }

  @Test
  void tellsOfTheEndOfARequestThatGoesOnInHttp2() throws IOException {
    try (Socket client = connect()) {
      send(
          client,
          post("/good", "")
              + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: 5\r\n\r\nhe");
      awaitBytes(onlyOne(), 2, true);
      send(client, "llo");
      answered(client, "Upgrade: h2c\r\n");
      send(client, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      answered(client, "length 5");
      Await.until(() -> onlyOne().isOver());
      assertThat(onlyOne().bytes).hasValue(5);
    }
  }
}
