package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine hears of connections, and how it ends them. */
class ConnectionTest {

  private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String HELLO = "GET /servlet/hello" + HEAD + "\r\n";

  private static WovenServer server;
  private static Applications applications;

  @BeforeAll
  static void start(@TempDir Path files) throws Exception {
    applications = new Applications();
    server = new WovenServer(applications.handler(files), new KeyStoreFile(files));
    server.weave();
    server.gates.watching = true;
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void reset() {
    applications.reading = new CompletableFuture<>();
    applications.ended = new CompletableFuture<>();
    server.takeLog();
  }

  @AfterEach
  void everyConnectionIsClosedOnceAndForgotten() throws Exception {
    server.gates.request = head -> Verdict.PASS;
    server.gates.malformed = Verdict.PASS;
    server.gates.looksAt = status -> false;
    server.gates.opening = connection -> {};
    server.awaitNothingLeft();
    List<TrialConnection> all = List.copyOf(server.gates.connections);
    server.gates.connections.clear();
    for (TrialConnection connection : all) {
      GuardedServer.await(() -> connection.closed.get() > 0);
      assertThat(connection.closed).hasValue(1);
      assertThat(connection.open.isOpen()).isFalse();
    }
    assertThat(server.takeFailures()).isEmpty();
  }

  private TrialConnection only() throws InterruptedException {
    GuardedServer.await(() -> !server.gates.connections.isEmpty());
    assertThat(server.gates.connections).hasSize(1);
    return server.gates.connections.get(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isToldWhenItOpensAndWhenTheClientCloses(boolean tls) throws Exception {
    try (Socket client = server.connect(tls)) {
      TrialConnection connection = only();
      assertThat(connection.open.peer()).isEqualTo(InetAddress.getLoopbackAddress());
      assertThat(connection.open.localPort()).isEqualTo(client.getPort());
      assertThat(connection.open.isOpen()).isTrue();
      assertThat(connection.closed).hasValue(0);
    }
  }

  @Test
  void requestsLeadToIt() throws Exception {
    List<Object> seen = new CopyOnWriteArrayList<>();
    server.gates.request =
        head -> {
          seen.add(String.valueOf(head.connection() == server.gates.connections.get(0)));
          return Verdict.PASS;
        };
    server.gates.looksAt = status -> true;
    server.gates.response =
        (head, made) -> {
          seen.add(String.valueOf(head.connection() == server.gates.connections.get(0)));
          return Verdict.PASS;
        };
    try (Socket client = server.connect(false)) {
      send(client, HELLO);
      readUntil(client.getInputStream(), "hello");
    }
    server.gates.connections.clear();
    try (SSLSocket client = RawTls.over(server.connect(true))) {
      send(client, HELLO);
      readUntil(client.getInputStream(), "hello");
    }
    server.gates.connections.clear();
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.get(1, "/servlet/hello");
      assertThat(client.next()).startsWith("HEADERS 1 200");
    }
    assertThat(seen).hasSize(6).containsOnly("true");
  }

  @Test
  void whoeverEndsItItIsClosedOnce() throws Exception {
    server.gates.request =
        head -> {
          String path = head.target().toString();
          return path.equals("/fin")
              ? Verdict.drop("fin", Closing.FIN, false)
              : path.equals("/rst") ? Verdict.drop("rst", Closing.RST, false) : Verdict.PASS;
        };
    server.gates.malformed = Verdict.drop("malformed", Closing.FIN, false);
    for (String request :
        List.of(
            HELLO.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"),
            "GET /fin" + HEAD + "\r\n",
            "GET /rst" + HEAD + "\r\n",
            "garbage\r\n\r\n")) {
      server.answerTo(request.getBytes(ISO_8859_1), false, false);
    }
    // No TLS, and a handshake that fails.
    server.answerTo("GET /".getBytes(ISO_8859_1), true, true);
    try (Socket client = server.connect(true)) {
      client.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0});
      client.getInputStream().readAllBytes();
    }
    server.gates.looksAt = status -> true;
    server.gates.response = (head, made) -> Verdict.drop("response", Closing.RST, false);
    server.answerTo(HELLO.getBytes(ISO_8859_1), false, false);
    try (Socket client = server.connect(false)) {
      client.setSoLinger(true, 0);
      send(client, "GET /servl");
    }
    GuardedServer.await(() -> server.gates.connections.size() == 8);
  }

  @Test
  void nobodyWhoDoesNotWantToHearIsTold() throws Exception {
    server.gates.watching = false;
    try (Socket client = server.connect(false)) {
      send(client, "GET /servlet/h");
      send(client, "ello" + HEAD + "\r\n");
      readUntil(client.getInputStream(), "hello");
    } finally {
      server.gates.watching = true;
    }
    assertThat(server.gates.connections).isEmpty();
  }

  @Test
  void partOfAHead() throws Exception {
    try (Socket client = server.connect(false)) {
      TrialConnection connection = only();
      send(client, HELLO);
      readUntil(client.getInputStream(), "hello");
      assertThat(connection.incomplete).hasValue(0);
      int told = 0;
      for (String part :
          List.of("G", "ET /servlet/hello HTTP/1.1\r\n", "Host: loc", "alhost\r\n")) {
        send(client, part);
        int before = told;
        GuardedServer.await(() -> connection.incomplete.get() > before);
        told = connection.incomplete.get();
      }
      send(client, "Connection: close\r\n\r\n");
      readUntil(client.getInputStream(), "hello");
      assertThat(connection.incomplete).hasValue(told);
    }
  }

  @Test
  void partOfABodyIsNone() throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "POST /servlet/reads" + HEAD + "Content-Length: 10\r\n\r\nhello");
      applications.reading.get(10, TimeUnit.SECONDS);
      send(client, "hello");
      readUntil(client.getInputStream(), "read 10");
      assertThat(only().incomplete).hasValue(0);
    }
  }

  @Test
  void partOfAHeadInsideTls() throws Exception {
    try (SSLSocket client = RawTls.over(server.connect(true))) {
      client.startHandshake();
      TrialConnection connection = only();
      assertThat(connection.incomplete).hasValue(0);
      send(client, "GET /servlet");
      GuardedServer.await(() -> connection.incomplete.get() > 0);
    }
  }

  @Test
  void anotherProtocol() throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "GET /core/upgrade" + HEAD + "Connection: Upgrade\r\nUpgrade: silence\r\n\r\n");
      readUntil(client.getInputStream(), "\r\n\r\n");
      GuardedServer.await(() -> server.gates.connections.get(0).upgraded.get() == 1);
      send(client, "anything");
    }
  }

  @Test
  void http2IsNoOtherProtocol() throws Exception {
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.get(1, "/servlet/hello");
      assertThat(client.next()).startsWith("HEADERS 1 200");
    }
    try (Socket client = server.connect(false)) {
      send(
          client,
          "GET /servlet/hello"
              + HEAD
              + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
      readUntil(client.getInputStream(), "101");
    }
    assertThat(server.gates.connections).hasSize(2);
    assertThat(server.gates.connections.get(0).upgraded).hasValue(0);
    assertThat(server.gates.connections.get(1).upgraded).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsWhenNothingWasSent(Closing how) throws Exception {
    for (boolean tls : new boolean[] {false, true}) {
      try (Socket client = server.connect(tls)) {
        GuardedServer.await(() -> !server.gates.connections.isEmpty());
        endLast(how);
        assertThat(end(client)).isEqualTo(how);
      }
      server.awaitNothingLeft();
      server.gates.connections.clear();
    }
    assertThat(server.takeLog()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsInTheMiddleOfAHandshake(Closing how) throws Exception {
    OlderJetty.skip(OlderJetty.LEAKS_HALF_HANDSHAKES);
    try (Socket client = server.connect(true)) {
      only();
      // Half of a ClientHello.
      client.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 100, 1, 0, 0, 96});
      awaitRead(client);
      endLast(how);
      assertThat(end(client)).isEqualTo(how);
    }
    server.awaitNothingLeft();
    assertThat(server.takeLog()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsInTheMiddleOfAHead(Closing how) throws Exception {
    try (Socket client = server.connect(false)) {
      TrialConnection connection = only();
      send(client, "GET /servlet/hello HTTP/1.1\r\nHost: l");
      GuardedServer.await(() -> connection.incomplete.get() > 0);
      endLast(how);
      assertThat(end(client)).isEqualTo(how);
    }
    server.awaitNothingLeft();
    assertThat(server.takeLog()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsBetweenRequests(Closing how) throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, HELLO);
      readUntil(client.getInputStream(), "hello");
      endLast(how);
      assertThat(end(client)).isEqualTo(how);
    }
    try (SSLSocket client = RawTls.over(server.connect(true))) {
      send(client, HELLO);
      readUntil(client.getInputStream(), "hello");
      endLast(how);
    }
    server.awaitNothingLeft();
    assertThat(server.takeLog()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsWhileABodyIsRead(Closing how) throws Exception {
    for (String path : List.of("/servlet/reads", "/core/reads")) {
      applications.reading = new CompletableFuture<>();
      applications.ended = new CompletableFuture<>();
      try (Socket client = server.connect(false)) {
        send(client, "POST " + path + HEAD + "Content-Length: 10\r\n\r\nhello");
        applications.reading.get(10, TimeUnit.SECONDS);
        endLast(how);
        assertThat(end(client)).isEqualTo(how);
        assertThat(applications.ended.get(10, TimeUnit.SECONDS)).endsWith("EofException");
      }
      server.awaitNothingLeft();
    }
    assertThat(server.takeLog()).isEmpty();
  }

  /** As in an attack with slow bodies: what waits for a thread waits for ever. */
  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsThoughEveryThreadIsBusy(Closing how) throws Exception {
    QueuedThreadPool threads = server.threads();
    CountDownLatch held = new CountDownLatch(1);
    try (Socket client = server.connect(false)) {
      send(client, "POST /servlet/reads" + HEAD + "Content-Length: 10\r\n\r\nhello");
      applications.reading.get(10, TimeUnit.SECONDS);
      for (int i = 0; i < threads.getMaxThreads(); i++) {
        threads.execute(
            () -> {
              try {
                held.await();
              } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
              }
            });
      }
      GuardedServer.await(() -> threads.getThreads() == threads.getMaxThreads());
      GuardedServer.await(() -> threads.getIdleThreads() == 0 && threads.getQueueSize() > 0);
      endLast(how);
      assertThat(end(client)).isEqualTo(how);
      assertThat(applications.ended.get(10, TimeUnit.SECONDS)).endsWith("EofException");
    } finally {
      held.countDown();
    }
    server.awaitNothingLeft();
    assertThat(server.takeLog()).isEmpty();
  }

  /** A ban may fall in the moment in which the connection opens. */
  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsWhileItIsBeingOpened(Closing how) throws Exception {
    server.gates.opening = connection -> connection.end(how);
    for (int i = 0; i < 50; i++) {
      try (Socket client = server.connect(i % 2 == 0)) {
        assertThat(end(client)).isIn(Closing.FIN, how);
      }
    }
    server.awaitNothingLeft();
    assertThat(server.takeLog()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsWhileAResponseIsWritten(Closing how) throws Exception {
    for (String path : List.of("/servlet/stream", "/core/stream")) {
      applications.streamed = new CompletableFuture<>();
      try (Socket client = server.connect(false)) {
        send(client, "GET " + path + HEAD + "\r\n");
        readUntil(client.getInputStream(), "\r\n\r\n");
        endLast(how);
        assertThat(applications.streamed.get(10, TimeUnit.SECONDS)).endsWith("EofException");
      }
      server.awaitNothingLeft();
    }
    assertThat(server.takeLog()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsInAnotherProtocol(Closing how) throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "GET /core/upgrade" + HEAD + "Connection: Upgrade\r\nUpgrade: silence\r\n\r\n");
      readUntil(client.getInputStream(), "\r\n\r\n");
      GuardedServer.await(() -> server.gates.connections.get(0).upgraded.get() == 1);
      endLast(how);
      assertThat(end(client)).isEqualTo(how);
    }
    server.awaitNothingLeft();
    assertThat(server.takeLog()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void endsHttp2(Closing how) throws Exception {
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.get(1, "/servlet/hello");
      assertThat(client.next()).startsWith("HEADERS 1 200");
      assertThat(client.next()).startsWith("DATA 1 end");
      client.head(3, "POST", "/servlet/reads", false);
      applications.reading.get(10, TimeUnit.SECONDS);
      endLast(how);
      assertThat(client.next()).isEqualTo(how == Closing.RST ? "RST" : "EOF");
      assertThat(applications.ended.get(10, TimeUnit.SECONDS)).endsWith("EofException");
    }
    server.awaitNothingLeft();
    assertThat(server.takeLog()).isEmpty();
  }

  @Test
  void endingWhatHasEndedDoesNothing() throws Exception {
    try (Socket client = server.connect(false)) {
      endLast(Closing.FIN);
      endLast(Closing.RST);
      assertThat(client.isConnected()).isTrue();
    }
    server.awaitNothingLeft();
    endLast(Closing.FIN);
    endLast(Closing.RST);
    assertThat(server.takeLog()).isEmpty();
  }

  private void endLast(Closing how) throws InterruptedException {
    GuardedServer.await(() -> !server.gates.connections.isEmpty());
    TrialConnection last = server.gates.connections.get(server.gates.connections.size() - 1);
    GuardedServer.await(last::isSettled);
    last.open.end(how);
  }

  /** How a connection ends of which not a byte comes any more. */
  private static Closing end(Socket client) throws IOException {
    try {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      return Closing.FIN;
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
      return Closing.RST;
    }
  }

  /** Waits until the server has taken what was sent: its input waits for more. */
  private void awaitRead(Socket client) throws InterruptedException {
    GuardedServer.await(
        () ->
            server.connector(true).getConnectedEndPoints().stream()
                .anyMatch(point -> point.toString().contains("eio=9")));
    assertThat(client.isConnected()).isTrue();
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static void readUntil(InputStream in, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = in.read();
      assertThat(next).as("after %s", read).isNotNegative();
      read.append((char) next);
    }
  }
}
