package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drops on real sockets: the path {@code /bad} is dropped, everything else passes. */
class RequestAdviceTest {

  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String GET_BAD = "GET /bad" + HOST + "\r\n";
  private static final String GET_GOOD = "GET /good" + HOST + "\r\n";

  private GuardedServer server;

  @BeforeEach
  void start() throws Exception {
    server = new GuardedServer();
    drop(Closing.FIN);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GET_BAD,
        "GET /bad HTTP/1.0\r\n\r\n",
        "POST /bad" + HOST + "Content-Length: 5\r\n\r\nhello",
        "POST /bad" + HOST + "Content-Length: 5\r\n\r\n",
        "POST /bad" + HOST + "Content-Length: 500000\r\n\r\nonly the beginning",
        "POST /bad" + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "POST /bad" + HOST + "Transfer-Encoding: chunked\r\n\r\nnot a chunk",
        "POST /bad" + HOST + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n",
        GET_BAD + GET_GOOD + GET_GOOD,
        GET_BAD + "garbage \u0000\r\n\r\n",
      })
  void finAndNotAByteWhateverIsUnread(String request) throws Exception {
    try (Socket client = server.connect()) {
      send(client, request);
      assertThat(client.getInputStream().readAllBytes()).isEmpty();
    }
    server.awaitNothingLeft();
    assertThat(server.reached).isEmpty();
    // Written by the thread that handled the request, which may not be the one that closed.
    GuardedServer.await(() -> server.logged.contains("/bad 444"));
  }

  @Test
  void aBodyInFlightIsTakenUntilTheClientIsDone() throws Exception {
    try (Socket client = server.connect()) {
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
    try (Socket client = server.connect()) {
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

  @Test
  void aClientThatNeverClosesIsClosedOn() throws Exception {
    try (Socket client = server.connect()) {
      send(client, GET_BAD);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      server.awaitNothingLeft();
    }
  }

  @Test
  void theSecondRequestOfAConnection() throws Exception {
    try (Socket client = server.connect()) {
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
    try (Socket client = server.connect()) {
      send(client, request);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    server.awaitNothingLeft();
    assertThat(server.reached).isEmpty();
  }

  @Test
  void requestsBehindADroppedOneAreNotEvenJudged() throws Exception {
    try (Socket client = server.connect()) {
      send(client, GET_GOOD + GET_BAD + GET_GOOD);
      assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1))
          .containsOnlyOnce("HTTP/1.1 200")
          .endsWith("hello");
    }
    server.awaitNothingLeft();
    assertThat(server.reached).containsExactly("GET /good");
    assertThat(server.gates.requests).hasValue(2);
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
