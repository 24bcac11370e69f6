package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bare answers, byte for byte, in place of a dispatch and in place of a response. */
class BareAnswerTest {

  /** Who says that there is to be a bare answer. */
  private enum Gate {
    REQUEST,
    RESPONSE
  }

  private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String GOOD = "GET /servlet/hello" + HEAD + "Connection: close\r\n\r\n";
  private static final String BARE_429 =
      "HTTP/1.1 429 Too Many Requests\r\nDate\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";

  private static WovenServer server;
  private static Applications applications;

  @BeforeAll
  static void start(@TempDir Path files) throws Exception {
    applications = new Applications();
    server = new WovenServer(applications.handler(files), null);
    server.weave();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void reset() {
    server.logged.clear();
    server.takeLog();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    server.gates.request = head -> Verdict.PASS;
    server.gates.looksAt = status -> false;
    server.awaitNothingLeft();
    assertThat(server.takeFailures()).isEmpty();
    assertThat(server.takeLog()).isEmpty();
    assertThat(applications.troubles).isEmpty();
    server.gates.responses.clear();
  }

  private static void respond(Gate gate, Verdict verdict) {
    if (gate == Gate.REQUEST) {
      server.gates.request =
          head -> head.target().toString().equals("/servlet/hello") ? Verdict.PASS : verdict;
    } else {
      server.gates.looksAt = status -> status == 404;
      server.gates.response = (head, made) -> verdict;
    }
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void theConnectionLivesOn(Gate gate) throws Exception {
    respond(gate, Verdict.respond("rate", 429, 7));
    for (String path : new String[] {"/servlet/status-404", "/core/404", "/servlet/flushed-404"}) {
      assertThat(answersTo("GET " + path + HEAD + "\r\n" + GOOD))
          .startsWith(BARE_429 + "HTTP/1.1 200 OK\r\n")
          .endsWith("hello");
    }
    server.awaitNothingLeft();
    // Of three connections, whose lines come in any order.
    assertThat(server.logged)
        .contains("/servlet/status-404 429", "/servlet/hello 200", "/core/404 429");
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void withoutRetryAfterAndWithAStatusThatHasNoName(Gate gate) throws Exception {
    respond(gate, Verdict.respond("signal", 444, 0));
    assertThat(answersTo("GET /servlet/status-404" + HEAD + "\r\n" + GOOD))
        .startsWith("HTTP/1.1 444 444\r\nDate\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n");
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void connectionIsClosedWhereTheRequestAsksForIt(Gate gate) throws Exception {
    respond(gate, Verdict.respond("rate", 503, 1));
    assertThat(answersTo("GET /servlet/status-404" + HEAD + "Connection: close\r\n\r\n"))
        .isEqualTo(
            "HTTP/1.1 503 Service Unavailable\r\nDate\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
                + "Connection: close\r\n\r\n");
    assertThat(answersTo("GET /servlet/status-404 HTTP/1.0\r\n\r\n"))
        .isEqualTo(
            "HTTP/1.1 503 Service Unavailable\r\nDate\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
                + "\r\n");
    assertThat(
            answersTo(
                "GET /servlet/status-404 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
                    + "GET /servlet/status-404 HTTP/1.0\r\n\r\n"))
        .isEqualTo(
            "HTTP/1.1 503 Service Unavailable\r\nDate\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
                + "Connection: keep-alive\r\n\r\n"
                + "HTTP/1.1 503 Service Unavailable\r\nDate\r\nRetry-After: 1\r\n"
                + "Content-Length: 0\r\n\r\n");
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void headIsAnsweredAlike(Gate gate) throws Exception {
    respond(gate, Verdict.respond("rate", 429, 7));
    assertThat(answersTo("HEAD /servlet/status-404" + HEAD + "\r\n" + GOOD))
        .startsWith(BARE_429 + "HTTP/1.1 200 OK\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
      })
  void aBodyThatIsThereIsTaken(String body) throws Exception {
    for (Gate gate : Gate.values()) {
      respond(gate, Verdict.respond("rate", 429, 7));
      assertThat(answersTo("POST /servlet/status-404" + HEAD + body + GOOD))
          .startsWith(BARE_429 + "HTTP/1.1 200 OK\r\n")
          .endsWith("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 500000\r\n\r\nonly the beginning",
        "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n",
      })
  void aBodyThatIsToComeEndsTheConnection(String rest) throws Exception {
    for (Gate gate : Gate.values()) {
      respond(gate, Verdict.respond("rate", 429, 7));
      assertThat(answersTo("POST /servlet/status-404" + HEAD + rest))
          .isEqualTo(BARE_429.substring(0, BARE_429.length() - 2) + "Connection: close\r\n\r\n");
    }
  }

  @Test
  void anUpgradeIsLeftOut() throws Exception {
    respond(Gate.REQUEST, Verdict.respond("rate", 429, 7));
    String upgrade =
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";
    assertThat(answersTo("GET /x" + HEAD + upgrade + "\r\n" + GOOD))
        .startsWith(BARE_429 + "HTTP/1.1 200 OK\r\n");
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void http2(Gate gate) throws Exception {
    respond(gate, Verdict.respond("rate", 429, 7));
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      int stream = 1;
      for (String path :
          new String[] {"/servlet/status-404", "/core/404", "/servlet/flushed-404"}) {
        client.get(stream, path);
        assertThat(client.next())
            .isEqualTo("HEADERS " + stream + " end 429, date, retry-after: 7, content-length: 0");
        stream += 2;
      }
      client.get(stream, "/servlet/hello");
      assertThat(client.next()).startsWith("HEADERS " + stream + " 200");
      assertThat(client.next()).isEqualTo("DATA " + stream + " end hello");
    }
  }

  /** The answer comes whole, and then Jetty resets the stream, as after any early answer. */
  @ParameterizedTest
  @EnumSource(Gate.class)
  void http2WithABodyToCome(Gate gate) throws Exception {
    OlderJetty.skip(OlderJetty.ENDS_REQUESTS_TWICE);
    respond(gate, Verdict.respond("rate", 429, 7));
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.head(1, "POST", "/servlet/status-404", false);
      assertThat(client.next()).startsWith("HEADERS 1 end 429");
      assertThat(client.next()).startsWith("RST_STREAM 1");
      client.get(3, "/servlet/hello");
      assertThat(client.next()).startsWith("HEADERS 3 200");
    }
  }

  @Test
  void nothingIsDispatched() throws Exception {
    respond(Gate.REQUEST, Verdict.respond("rate", 429, 7));
    server.gates.looksAt = status -> true;
    answersTo("GET /servlet/throws" + HEAD + "Connection: close\r\n\r\n");
    // Neither has an application thrown, nor was the answer taken for its response.
    assertThat(server.takeLog()).isEmpty();
    assertThat(server.gates.responses).isEmpty();
  }

  /** Up to the end of the connection, with {@code Date} but not its value. */
  private static String answersTo(String request) throws IOException {
    return new String(server.answerTo(request.getBytes(ISO_8859_1), false, false), ISO_8859_1)
        .replaceAll("Date: [^\r]*", "Date");
  }
}
