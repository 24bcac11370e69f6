package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that Jetty's parser refuses while an application reads them. */
class BrokenBodyTest {

  private static final String CHUNKED =
      " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";

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
    applications.reading = new CompletableFuture<>();
    applications.ended = new CompletableFuture<>();
    server.gates.malformed = Verdict.PASS;
    server.gates.malformations.clear();
    server.logged.clear();
    server.takeLog();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    server.awaitNothingLeft();
    assertThat(server.takeFailures()).isEmpty();
    assertThat(server.takeLog()).isEmpty();
  }

  static Stream<Arguments> bodies() {
    List<Arguments> all = new ArrayList<>();
    for (String path : List.of("/servlet/reads", "/core/reads")) {
      for (String body :
          List.of(
              "g\r\nhello\r\n0\r\n\r\n",
              "-5\r\nhello\r\n0\r\n\r\n",
              "5\r\nhello0\r\n\r\n",
              "5\r\nhello\r\n5x\r\nhello\r\n0\r\n\r\n",
              "10000000000000005\r\nhello\r\n0\r\n\r\n",
              "5\r\nhello\r\n0\r\nno colon\r\n\r\n",
              "5\r\nhello\r\n0\r\nX(Y): 1\r\n\r\n")) {
        if (!body.startsWith("5\r\nhello0") || !OlderJetty.is(OlderJetty.TAKES_OPEN_CHUNKS)) {
          all.add(Arguments.of(path, body));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void whatPassesIsAnswered(String path, String body) throws Exception {
    assertThat(answerTo("POST " + path + CHUNKED + body)).startsWith("HTTP/1.1 ");
    assertThat(server.gates.malformations).containsExactly(Malformation.SYNTAX);
    assertThat(applications.ended.get(10, TimeUnit.SECONDS)).endsWith("EofException");
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void fin(String path, String body) throws Exception {
    server.gates.malformed = Verdict.drop("malformed", Closing.FIN, false);
    assertThat(answerTo("POST " + path + CHUNKED + body)).isEmpty();
    server.awaitNothingLeft();
    assertThat(server.gates.malformations).containsExactly(Malformation.SYNTAX);
    assertThat(applications.ended.get(10, TimeUnit.SECONDS)).endsWith("EofException");
    assertThat(server.logged).containsExactly(path + " 444");
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void rst(String path, String body) throws Exception {
    server.gates.malformed = Verdict.drop("malformed", Closing.RST, false);
    assertThat(answerTo("POST " + path + CHUNKED + body)).isEqualTo("<RST>");
    server.awaitNothingLeft();
    assertThat(server.gates.malformations).containsExactly(Malformation.SYNTAX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet/reads", "/core/reads"})
  void aChunkThatComesLater(String path) throws Exception {
    server.gates.malformed = Verdict.drop("malformed", Closing.FIN, false);
    try (Socket client = server.connect(false)) {
      send(client, "POST " + path + CHUNKED + "5\r\nhello\r\n");
      applications.reading.get(10, TimeUnit.SECONDS);
      send(client, "garbage");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.gates.malformations).containsExactly(Malformation.SYNTAX);
  }

  /** A client that goes away breaks nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"/servlet/reads", "/core/reads"})
  void aBodyThatEndsWithTheClientIsNotAskedAbout(String path) throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "POST " + path + CHUNKED + "5\r\nhel");
      applications.reading.get(10, TimeUnit.SECONDS);
      client.shutdownOutput();
      applications.ended.get(10, TimeUnit.SECONDS);
    }
    assertThat(server.gates.malformations).isEmpty();
  }

  /** An application that does not look at the body has its answer, and gives it. */
  @ParameterizedTest
  @ValueSource(strings = {"/servlet/status-404", "/servlet/flushed-404", "/core/404"})
  void aBodyThatNobodyReadsIsNotAskedAbout(String path) throws Exception {
    server.gates.malformed = Verdict.drop("malformed", Closing.FIN, false);
    assertThat(answerTo("POST " + path + CHUNKED + "garbage")).startsWith("HTTP/1.1 404");
    assertThat(server.gates.malformations).isEmpty();
  }

  @Test
  void aBareAnswerComesInSpiteOfABrokenBody() throws Exception {
    server.gates.malformed = Verdict.drop("malformed", Closing.FIN, false);
    server.gates.request = head -> Verdict.respond("rate", 429, 0);
    try {
      assertThat(answerTo("POST /servlet/reads" + CHUNKED + "garbage")).startsWith("HTTP/1.1 429");
    } finally {
      server.gates.request = head -> Verdict.PASS;
    }
    assertThat(server.gates.malformations).isEmpty();
  }

  private static String answerTo(String request) throws IOException {
    return new String(server.answerTo(request.getBytes(ISO_8859_1), false, false), ISO_8859_1);
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }
}
