package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drops at accept, of requests and of what is malformed, over HTTP/1.1 with and without TLS. */
class ClassicDropTest {

  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String GET_BAD = "GET /bad" + HOST + "\r\n";
  private static final String GET_GOOD = "GET /good" + HOST + "\r\n";

  @TempDir private static Path folder;

  private static KeyStoreFile keys;

  private ClassicServer server;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = new KeyStoreFile(folder);
  }

  @BeforeEach
  void start() throws Exception {
    server = new ClassicServer(ClassicDropTest::hello, keys);
    drop(Closing.FIN);
  }

  @AfterEach
  void stop() throws Exception {
    List<String> log = server.takeLog();
    server.close();
    assertThat(server.failures).isEmpty();
    assertThat(log).isEmpty();
  }

  private static void hello(Request request) throws IOException {
    InputStream body = (InputStream) (Object) request.getHttpInput();
    body.readAllBytes();
    request.getResponse().getHttpOutput().write("hello".getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FIN", "RST"})
  void accept(AcceptVerdict verdict) throws Exception {
    server.gates.accept = verdict;
    try (Socket client = server.connect(false)) {
      assertThat(ClassicServer.readToEnd(client)).isIn("", "<RST>");
    }
    server.gates.accept = AcceptVerdict.PASS;
    server.awaitNothingLeft();
    assertThat(server.answerTo("GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1), false, false))
        .endsWith("hello");
  }

  @Test
  void goodRequestsAreServed() throws Exception {
    try (Socket client = server.connect(false)) {
      for (int i = 0; i < 3; i++) {
        send(client, GET_GOOD);
        readUntil(client.getInputStream(), "hello");
        send(client, "POST /good" + HOST + "Content-Length: 5\r\n\r\n");
        send(client, "hello");
        readUntil(client.getInputStream(), "hello");
      }
    }
    assertThat(RawTls.exchange(server.port(true), "GET /good" + HOST + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("hello<close_notify>");
    server.awaitNothingLeft();
    assertThat(server.reached).hasSize(7);
    assertThat(server.gates.requests).hasValue(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GET_BAD,
        "GET /bad HTTP/1.0\r\n\r\n",
        "GET http://localhost/bad" + HOST + "\r\n",
        "POST /bad" + HOST + "Content-Length: 5\r\n\r\nhello",
        "POST /bad" + HOST + "Content-Length: 5\r\n\r\n",
        "POST /bad" + HOST + "Content-Length: 500000\r\n\r\nonly the beginning",
        "POST /bad" + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "POST /bad" + HOST + "Transfer-Encoding: chunked\r\n\r\nnot a chunk",
        "POST /bad" + HOST + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n",
        "GET /bad"
            + HOST
            + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
            + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
        GET_BAD + GET_GOOD + GET_GOOD,
        GET_BAD + "garbage \u0000\r\n\r\n",
      })
  void finAndNotAByteWhateverIsUnread(String request) throws Exception {
    assertThat(server.answerTo(request.getBytes(ISO_8859_1), false, false)).isEmpty();
    server.awaitNothingLeft();
    assertThat(RawTls.exchange(server.port(true), request)).isIn("<FIN>", "<RST>", "HUNG");
    server.awaitNothingLeft();
    assertThat(server.reached).isEmpty();
    assertThat(server.statistics().getRequests()).isZero();
  }

  @Test
  void aBodyInFlightIsTakenUntilTheClientIsDone() throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "POST /bad" + HOST + "Content-Length: 800000\r\n\r\n");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      // After an RST these writes fail.
      for (int sent = 0; sent < 800_000; sent += 100_000) {
        client.getOutputStream().write(new byte[100_000]);
      }
      client.shutdownOutput();
    }
    server.awaitNothingLeft();
  }

  @Test
  void aClientThatNeverStopsIsClosedOn() throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "POST /bad" + HOST + "Content-Length: 1000000000\r\n\r\n");
      assertThatThrownBy(
              () -> {
                for (int sent = 0; sent < 1_000_000_000; sent += 100_000) {
                  client.getOutputStream().write(new byte[100_000]);
                }
              })
          .isInstanceOf(SocketException.class);
    }
    server.awaitNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatNeverClosesIsClosedOn(boolean tls) throws Exception {
    try (Socket tcp = server.connect(tls);
        Socket client = tls ? RawTls.over(tcp) : tcp) {
      send(client, GET_BAD);
      if (!tls) {
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
      server.await(() -> server.gates.requests.get() == 1);
      server.awaitNothingLeft();
    }
  }

  @Test
  void theSecondRequestOfAConnection() throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, GET_GOOD);
      readUntil(client.getInputStream(), "hello");
      send(client, "POST /bad" + HOST + "Content-Length: 5\r\n\r\nhello");
      assertThat(client.getInputStream().readAllBytes()).isEmpty();
    }
    server.awaitNothingLeft();
    assertThat(server.reached).containsExactly("GET /good");
  }

  @ParameterizedTest
  @ValueSource(strings = {GET_BAD, "POST /bad" + HOST + "Content-Length: 5\r\n\r\nhello"})
  void rst(String request) throws Exception {
    drop(Closing.RST);
    assertThat(server.answerTo(request.getBytes(ISO_8859_1), false, false)).isEqualTo("<RST>");
    assertThat(RawTls.exchange(server.port(true), request)).isEqualTo("<RST>");
    server.awaitNothingLeft();
    assertThat(server.reached).isEmpty();
  }

  @Test
  void requestsBehindADroppedOneAreNotEvenJudged() throws Exception {
    assertThat(server.answerTo((GET_GOOD + GET_BAD + GET_GOOD).getBytes(ISO_8859_1), false, false))
        .containsOnlyOnce("HTTP/1.1 200")
        .endsWith("hello");
    server.awaitNothingLeft();
    assertThat(server.reached).containsExactly("GET /good");
    assertThat(server.gates.requests).hasValue(2);
  }

  @Test
  void theHeadIsAsTheClientSentIt() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    server.gates.request =
        head -> {
          seen.add(
              head.protocol().text()
                  + " "
                  + head.method()
                  + " "
                  + head.target()
                  + " "
                  + head.host()
                  + " "
                  + head.header("x-a", 1)
                  + " "
                  + head.header("x-c")
                  + " "
                  + head.secure()
                  + " "
                  + head.peer().getHostAddress()
                  + " "
                  + (head.localPort() == server.port(head.secure())));
          return "CONNECT".contentEquals(head.method())
              ? Verdict.drop("connect", Closing.FIN, false)
              : Verdict.PASS;
        };
    String fields = "X-A: 1\r\nx-a: 2\r\nX-C:\r\nConnection: close\r\n\r\n";
    for (String line :
        List.of("GET /a%20b/../c?q=%41", "OPTIONS *", "GET http://other:81/d?e", "CONNECT a:443")) {
      String host =
          line.startsWith("CONNECT") ? "a:443" : line.contains("other") ? "other:81" : "h";
      RawTls.exchange(server.port(true), line + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields);
    }
    assertThat(seen)
        .containsExactly(
            "HTTP/1.1 GET /a%20b/../c?q=%41 h 2  true 127.0.0.1 true",
            "HTTP/1.1 OPTIONS * h 2  true 127.0.0.1 true",
            "HTTP/1.1 GET /d?e other:81 2  true 127.0.0.1 true",
            "HTTP/1.1 CONNECT a:443 a:443 2  true 127.0.0.1 true");
  }

  @Test
  void malformed() throws Exception {
    server.gates.malformed = Verdict.drop("malformed", Closing.FIN, false);
    SoftAssertions all = new SoftAssertions();
    for (Map.Entry<String, Malformation> shape : ClassicShapes.all().entrySet()) {
      server.gates.malformations.clear();
      all.assertThat(server.answerTo(shape.getKey().getBytes(ISO_8859_1), true, false))
          .as(shape.getKey())
          .isEmpty();
      server.awaitNothingLeft();
      all.assertThat(server.gates.malformations)
          .as(shape.getKey())
          .containsExactly(shape.getValue());
    }
    all.assertAll();
    assertThat(server.reached).isEmpty();
    server.takeLog();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a size\r\n",
        "5\r\nhello\r\nnot a size\r\n",
        "5\r\nhelloXX",
      })
  void aBrokenChunk(String body) throws Exception {
    server.gates.malformed = Verdict.drop("malformed", Closing.FIN, false);
    String head = "POST /good" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
    assertThat(server.answerTo((head + body).getBytes(ISO_8859_1), false, false)).isEmpty();
    server.awaitNothingLeft();
    assertThat(server.gates.malformations).containsExactly(Malformation.SYNTAX);
    // Where the head came by itself.
    server.gates.malformations.clear();
    try (Socket client = server.connect(false)) {
      send(client, head);
      server.await(() -> server.gates.requests.get() == 2);
      send(client, body);
      assertThat(client.getInputStream().readAllBytes()).isEmpty();
    }
    server.awaitNothingLeft();
    assertThat(server.gates.malformations).containsExactly(Malformation.SYNTAX);
  }

  @Test
  void whatWasEndedInTheMiddleOfAHeadIsNotMalformed() throws Exception {
    server.gates.watching = true;
    try (Socket client = server.connect(false)) {
      send(client, "GET /good HTTP/1.1\r\nHost: ");
      server.await(
          () -> server.gates.connections.stream().anyMatch(each -> each.incomplete.get() > 0));
      server.gates.connections.get(0).open.end(Closing.FIN);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    server.awaitNothingLeft();
    assertThat(server.gates.malformations).isEmpty();
  }

  @Test
  void malformedThatPassesIsAnsweredAsEver() throws Exception {
    assertThat(server.answerTo("GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1), false, false))
        .startsWith("HTTP/1.1 400");
    assertThat(server.gates.malformations).containsExactly(Malformation.SYNTAX);
    server.awaitNothingLeft();
    server.takeLog();
  }

  private void drop(Closing closing) {
    Verdict verdict = Verdict.drop("bad", closing, false);
    server.gates.request = head -> isBad(head) ? verdict : Verdict.PASS;
  }

  private static boolean isBad(RequestHead head) {
    return head.target().toString().startsWith("/bad");
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static void readUntil(InputStream in, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = in.read();
      assertThat(next).isNotNegative();
      read.append((char) next);
    }
  }
}
