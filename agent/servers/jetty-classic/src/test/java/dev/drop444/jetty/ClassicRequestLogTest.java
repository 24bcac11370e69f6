package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Jetty's request log says of dropped requests: all lines of it. */
class ClassicRequestLogTest {

  private static final String END = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final String KEPT = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir private static Path folder;

  private static KeyStoreFile keys;

  private ClassicServer server;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = new KeyStoreFile(folder);
  }

  @BeforeEach
  void start() throws Exception {
    server = new ClassicServer(ClassicRequestLogTest::answer, keys);
    server.gates.looksAt = status -> status == 404;
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    assertThat(server.failures).isEmpty();
  }

  private static void answer(Request request) throws IOException {
    if (request.getOriginalURI().startsWith("/missing")) {
      request.getResponse().setStatus(404);
    }
    OutputStream body = (OutputStream) (Object) request.getResponse().getHttpOutput();
    body.write("hello".repeat(100).getBytes(ISO_8859_1));
  }

  private void drop(Closing closing, boolean connection) {
    Verdict verdict = Verdict.drop("rule", closing, connection);
    server.gates.request =
        head -> head.target().toString().startsWith("/bad") ? verdict : Verdict.PASS;
    server.gates.response = (head, made) -> verdict;
    server.gates.malformed = verdict;
  }

  private void silently(String request) throws IOException {
    assertThat(server.answerTo(request.getBytes(ISO_8859_1), false, false)).isIn("", "<RST>");
  }

  /** Each of the ways in which a request of HTTP/1 is dropped, and a good one in between. */
  private void askInVain() throws Exception {
    silently("GET /bad?a=b" + END);
    silently("POST /bad HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
    // Nobody judges what is pipelined behind.
    assertThat(
            server.answerTo(
                ("GET /good" + KEPT + "GET /bad/1" + KEPT + "GET /bad/2" + END)
                    .getBytes(ISO_8859_1),
                false,
                false))
        .contains("200 OK");
    silently("GET /two-hosts HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n");
    silently("GE\u0000T /" + END); // no request line
    silently("GET /missing" + END);
    server.awaitNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void hasEachWithStatus444AndWithoutABody(Closing closing) throws Exception {
    drop(closing, false);
    askInVain();
    server.await(() -> server.lines.size() >= 7);
    assertThat(server.lines)
        .containsExactlyInAnyOrder(
            "127.0.0.1 \"GET /bad?a=b HTTP/1.1\" 444 0",
            "127.0.0.1 \"POST /bad HTTP/1.1\" 444 0",
            "127.0.0.1 \"GET /good HTTP/1.1\" 200 500",
            "127.0.0.1 \"GET /bad/1 HTTP/1.1\" 444 0",
            "127.0.0.1 \"GET /two-hosts HTTP/1.1\" 444 0",
            "127.0.0.1 \"- - -\" 444 0",
            "127.0.0.1 \"GET /missing HTTP/1.1\" 444 0");
    assertThat(server.takeLog()).isEmpty();
  }

  @Test
  void hasEachOverHttp2() throws Exception {
    drop(Closing.FIN, false);
    try (RawHttp2 client = new RawHttp2(server.connect(false), block -> "")) {
      client.get(1, "/bad?a=b");
      assertThat(client.next()).isEqualTo("RST_STREAM 1 8");
      client.get(3, "/missing");
      assertThat(client.next()).isEqualTo("RST_STREAM 3 8");
      client.get(5, "/good");
      assertThat(client.next()).startsWith("HEADERS 5 ");
      assertThat(client.next()).startsWith("DATA 5 ");
      awaitGood();
      drop(Closing.FIN, true);
      client.get(7, "/bad/connection");
      assertThat(client.next()).isEqualTo("EOF");
    }
    server.awaitNothingLeft();
    server.await(() -> server.lines.size() == 4);
    assertThat(server.lines)
        .containsExactlyInAnyOrder(
            "127.0.0.1 \"GET /bad?a=b HTTP/2.0\" 444 0",
            "127.0.0.1 \"GET /missing HTTP/2.0\" 444 0",
            "127.0.0.1 \"GET /good HTTP/2.0\" 200 500",
            "127.0.0.1 \"GET /bad/connection HTTP/2.0\" 444 0");
  }

  /** Jetty is not quite done with a request when the client has its answer. */
  private void awaitGood() throws InterruptedException {
    server.await(() -> server.lines.stream().anyMatch(line -> line.contains("/good HTTP/2.0")));
  }

  @Test
  void hasNoneWhereTheyAreNotWanted() throws Exception {
    server.gates.writesAccessLog = false;
    for (Closing closing : Closing.values()) {
      drop(closing, false);
      askInVain();
    }
    try (RawHttp2 client = new RawHttp2(server.connect(false), block -> "")) {
      client.get(1, "/bad");
      assertThat(client.next()).isEqualTo("RST_STREAM 1 8");
      client.get(3, "/missing");
      assertThat(client.next()).isEqualTo("RST_STREAM 3 8");
      // The channel of a dropped exchange logs the next one that it is used for.
      client.get(5, "/good");
      assertThat(client.next()).startsWith("HEADERS 5 ");
      assertThat(client.next()).startsWith("DATA 5 ");
      awaitGood();
    }
    server.awaitNothingLeft();
    assertThat(server.lines)
        .containsExactlyInAnyOrder(
            "127.0.0.1 \"GET /good HTTP/1.1\" 200 500",
            "127.0.0.1 \"GET /good HTTP/1.1\" 200 500",
            "127.0.0.1 \"GET /good HTTP/2.0\" 200 500");
  }
}
