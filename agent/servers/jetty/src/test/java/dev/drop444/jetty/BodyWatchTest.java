package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine hears of requests that it wants to hear of. */
class BodyWatchTest {

  private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n";

  private static WovenServer server;
  private static Applications applications;

  private final List<TrialRequest> watches = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start(@TempDir Path files) throws Exception {
    applications = new Applications();
    server = new WovenServer(applications.handler(files), null);
    server.weave();
    server.gates.watching = true;
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void watchAll() {
    applications.reading = new CompletableFuture<>();
    applications.ended = new CompletableFuture<>();
    applications.waiting = new CompletableFuture<>();
    server.gates.request =
        head -> {
          TrialRequest watch = new TrialRequest();
          watches.add(watch);
          return Verdict.passing(watch);
        };
  }

  @AfterEach
  void everyRequestIsOver() throws Exception {
    server.gates.request = head -> Verdict.PASS;
    server.gates.looksAt = status -> false;
    server.awaitNothingLeft();
    for (TrialRequest watch : watches) {
      GuardedServer.await(() -> watch.completed.get() > 0);
    }
    assertThat(server.takeFailures()).isEmpty();
    server.gates.connections.clear();
  }

  private TrialRequest only() {
    assertThat(watches).hasSize(1);
    return watches.get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/servlet/hello",
        "/servlet/error-404",
        "/servlet/throws",
        "/servlet/async-200",
        "/servlet/async-error-404",
        "/core/200",
        "/core/throws",
        "/core/fails",
        "/core/unhandled",
        "/missing.txt",
      })
  void isOverWhenItIsAnswered(String path) throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "GET " + path + HEAD + "\r\n");
      readUntil(client, "\r\n\r\n");
      // The connection stays open.
      GuardedServer.await(() -> only().completed.get() > 0);
      assertThat(only().arrived).hasValue(0);
    }
  }

  @Test
  void isNotOverBefore() throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "GET /core/waits" + HEAD + "\r\n");
      Callback exchange = applications.waiting.get(10, TimeUnit.SECONDS);
      assertThat(only().completed).hasValue(0);
      exchange.succeeded();
      readUntil(client, "\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet/reads", "/core/reads"})
  void aBodyInParts(String path) throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "POST " + path + HEAD + "Content-Length: 15\r\n\r\n");
      for (int sent = 0; sent < 15; sent += 5) {
        int awaited = sent == 0 ? 0 : only().awaited.get();
        int before = sent;
        GuardedServer.await(() -> !watches.isEmpty() && only().awaited.get() > 0);
        assertThat(only().arrived).hasValue(before);
        send(client, "hello");
        GuardedServer.await(() -> only().arrived.get() == before + 5);
        if (sent < 10) {
          GuardedServer.await(() -> only().awaited.get() > awaited);
        }
      }
      readUntil(client, "read 15");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet/reads", "/core/reads"})
  void aBodyThatIsThere(String path) throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "POST " + path + HEAD + "Content-Length: 5\r\n\r\nhello");
      readUntil(client, "read 5");
      assertThat(only().arrived).hasValue(5);
      assertThat(only().awaited).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet/reads", "/core/reads"})
  void chunks(String path) throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "POST " + path + HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
      GuardedServer.await(() -> !watches.isEmpty() && only().arrived.get() == 5);
      GuardedServer.await(() -> only().awaited.get() > 0);
      send(client, "3\r\nyou\r\n0\r\n\r\n");
      readUntil(client, "read 8");
      assertThat(only().arrived).hasValue(8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet/reads", "/core/reads"})
  void http2(String path) throws Exception {
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.head(1, "POST", path, false);
      GuardedServer.await(() -> !watches.isEmpty() && only().awaited.get() > 0);
      client.data(1, 7, false);
      GuardedServer.await(() -> only().arrived.get() == 7);
      assertThat(only().completed).hasValue(0);
      client.data(1, 4, true);
      assertThat(client.next()).startsWith("HEADERS 1 200");
      assertThat(client.next()).isEqualTo("DATA 1 end read 11");
      GuardedServer.await(() -> only().completed.get() > 0);
      assertThat(only().arrived).hasValue(11);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isOverWhenItsResponseIsDropped(boolean rst) throws Exception {
    server.gates.looksAt = status -> true;
    server.gates.response =
        (head, made) -> Verdict.drop("rule", rst ? Closing.RST : Closing.FIN, false);
    server.answerTo(("GET /servlet/hello" + HEAD + "\r\n").getBytes(ISO_8859_1), false, false);
    GuardedServer.await(() -> only().completed.get() > 0);
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.get(1, "/servlet/hello");
      assertThat(client.next()).isEqualTo("RST_STREAM 1 8");
      GuardedServer.await(() -> watches.get(1).completed.get() > 0);
    }
  }

  @Test
  void isOverWhenItIsAnsweredBarely() throws Exception {
    server.gates.looksAt = status -> true;
    server.gates.response = (head, made) -> Verdict.respond("rule", 503, 0);
    try (Socket client = server.connect(false)) {
      send(client, "GET /servlet/hello" + HEAD + "\r\n");
      readUntil(client, "\r\n\r\n");
      GuardedServer.await(() -> only().completed.get() > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet/reads", "/core/reads"})
  void isOverWhenTheClientGoesAway(String path) throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "POST " + path + HEAD + "Content-Length: 15\r\n\r\nhello");
      applications.reading.get(10, TimeUnit.SECONDS);
    }
    GuardedServer.await(() -> only().completed.get() > 0);
  }

  @Test
  void isOverWithItsConnectionWhateverTheApplicationDoes() throws Exception {
    Callback exchange;
    try (Socket client = server.connect(false)) {
      send(client, "GET /core/waits" + HEAD + "\r\n");
      exchange = applications.waiting.get(10, TimeUnit.SECONDS);
      assertThat(only().completed).hasValue(0);
      server.gates.connections.get(0).open.end(Closing.RST);
      GuardedServer.await(() -> only().completed.get() > 0);
    }
    exchange.succeeded();
  }

  @Test
  void anUpgradeIsTwoRequestsToTheEngine() throws Exception {
    try (Socket client = server.connect(false)) {
      send(
          client,
          "GET /servlet/hello"
              + HEAD
              + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
      client.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
      client.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
      readUntil(client, "hello");
      GuardedServer.await(() -> watches.size() == 2);
      GuardedServer.await(() -> watches.get(0).completed.get() > 0);
      GuardedServer.await(() -> watches.get(1).completed.get() > 0);
    }
  }

  @Test
  void anUpgradeThatIsRefused() throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, "GET /servlet/hello" + HEAD + "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
      readUntil(client, "HTTP/1.1 400");
      GuardedServer.await(() -> only().completed.get() > 0);
    }
  }

  @Test
  void anApplicationSeesNothingOfIt() throws Exception {
    server.gates.looksAt = status -> true;
    server.gates.response = (head, made) -> Verdict.PASS;
    try (Socket client = server.connect(false)) {
      send(client, "GET /servlet/attributes" + HEAD + "Connection: close\r\n\r\n");
      assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1))
          .contains("[")
          .doesNotContain("drop444");
    }
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static void readUntil(Socket client, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = client.getInputStream().read();
      assertThat(next).as("after %s", read).isNotNegative();
      read.append((char) next);
    }
  }
}
