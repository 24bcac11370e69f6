package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What comes of connections whose first bytes are looked at before Jetty has them: dropped, or
 * served byte for byte as without that look. The same for every kind of Jetty.
 */
abstract class EarlyLookScenarios {

  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String END = HOST + "Connection: close\r\n\r\n";
  private static final String GET = "GET /good" + END;
  private static final String KEPT = "GET /kept" + HOST + "\r\n";
  private static final String CHUNKED =
      "POST /chunked"
          + HOST
          + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n7;a=b\r\n, world\r\n0\r\n\r\n";
  private static final String SIZED =
      "POST /sized" + HOST + "Content-Length: 12\r\n\r\nhello, world";

  /** Of more bytes than are looked at. */
  private static final String LONG =
      "POST /long" + END.replace("\r\n\r\n", "\r\n") + "Content-Length: 200000\r\n\r\n" + body();

  @TempDir private static Path folder;

  private static KeyStoreFile keys;

  private EarlyServer server;

  abstract EarlyServer start(KeyStoreFile keys) throws Exception;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = new KeyStoreFile(folder);
  }

  @BeforeEach
  void start() throws Exception {
    server = start(keys);
    server.gates().writesAccessLog = false;
    // Nothing is read before it was seen that it can be given to Jetty.
    assertThat(withoutLook(GET)).endsWith("GET /good:");
    server.awaitNothingLeft();
    server.reached().clear();
    server.gates().requests.set(0);
    server.gates().looksEarly = true;
  }

  @AfterEach
  void stop() throws Exception {
    server.awaitNothingLeft();
    assertThat(server.troubles()).isEmpty();
    server.close();
  }

  private static String body() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; body.length() < 200_000; i++) {
      body.append(i).append(' ');
    }
    return body.substring(0, 200_000);
  }

  /** A connection that is not looked at before its first bytes have come. */
  private Socket connect(String first) throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    Socket client = connect(written);
    client.getOutputStream().write(first.getBytes(ISO_8859_1));
    written.countDown();
    return client;
  }

  /** A connection that is accepted when the latch allows. */
  private Socket connect(CountDownLatch written) throws Exception {
    server.gates().accepting =
        () -> {
          try {
            assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
        };
    return server.connect(false);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > giveUp) {
        fail("gave up waiting");
      }
      Thread.sleep(1);
    }
  }

  private void awaitLooks(int count) throws InterruptedException {
    await(() -> server.gates().early.size() >= count);
    assertThat(server.gates().early).hasSize(count);
  }

  private static String readToEnd(Socket client) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      byte[] next = new byte[8192];
      for (int n; (n = client.getInputStream().read(next)) >= 0; ) {
        read.write(next, 0, n);
      }
    } catch (SocketException reset) {
      // The end, too.
    }
    return read.toString(ISO_8859_1).replaceAll("Date: [^\r]*\r\n", "");
  }

  private static void readUntil(Socket client, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = client.getInputStream();
    while (read.indexOf(end) < 0) {
      int next = in.read();
      assertThat(next).as("%s", read).isNotNegative();
      read.append((char) next);
    }
  }

  private String withoutLook(String request) throws Exception {
    server.gates().looksEarly = false;
    server.gates().accepting = () -> {};
    try (Socket client = server.connect(false)) {
      client.getOutputStream().write(request.getBytes(ISO_8859_1));
      return readToEnd(client);
    } finally {
      server.gates().looksEarly = true;
    }
  }

  private void dropBad(Closing closing) {
    Verdict drop = Verdict.drop("rule", closing, false);
    server.gates().judgesEarly = read -> read.startsWith("GET /bad") ? drop : Verdict.PASS;
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void aBadRequestIsDroppedAndNobodyHearsOfIt(Closing closing) throws Exception {
    dropBad(closing);
    server.gates().watching = true;
    for (int i = 1; i <= 20; i++) {
      try (Socket client = connect("GET /bad" + END)) {
        assertThat(readToEnd(client)).isEmpty();
      }
      awaitLooks(i);
    }
    assertThat(server.gates().connections).isEmpty();
    assertThat(server.gates().requests).hasValue(0);
    assertThat(server.reached()).isEmpty();
    try (Socket client = connect(GET)) {
      assertThat(readToEnd(client)).endsWith("GET /good:");
    }
    assertThat(server.gates().connections).hasSize(1);
    assertThat(server.gates().requests).hasValue(1);
  }

  @Test
  void aDropEndsAsItIsWanted() throws Exception {
    for (Closing closing : Closing.values()) {
      dropBad(closing);
      try (Socket client = connect("GET /bad" + END)) {
        String end = "FIN";
        try {
          assertThat(client.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
          end = "RST";
        }
        assertThat(end).isEqualTo(closing.name());
      }
    }
  }

  /** Jetty does not go on reading, and warn, while the drop waits for the client's end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /no-host HTTP/1.1\r\n\r\n",
        "GE\u0000T /" + END,
        "GET /good" + HOST + "Content-Length: x\r\n\r\n",
        "GET /good" + HOST + "no colon\r\n\r\n",
        "GET /good HTTP/3.7\r\n\r\n",
        KEPT + "garbage\u0000\r\n\r\n",
      })
  void whatJettyRefusesIsDropped(String request) throws Exception {
    server.gates().malformed = Verdict.drop("malformed", Closing.FIN, false);
    for (int i = 1; i <= 5; i++) {
      try (Socket client = connect(request)) {
        assertThat(readToEnd(client)).matches("(?s)|HTTP/1.1 200 .*GET /kept:");
      }
      awaitLooks(i);
      server.awaitNothingLeft();
    }
    assertThat(server.gates().malformations).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GET,
        "GET /good HTTP/1.0\r\n\r\n",
        KEPT + GET,
        CHUNKED + GET,
        SIZED + GET,
        SIZED + CHUNKED + KEPT + GET,
        "POST /waits" + HOST + "Content-Length: 5\r\nConnection: close\r\n\r\nhello",
        "HEAD /head" + END,
        // What Jetty refuses.
        "GET /no-host HTTP/1.1\r\n\r\n",
        "GE\u0000T /" + END,
        "GET /good" + HOST + "Content-Length: x\r\n\r\n",
        "GET /good HTTP/3.7\r\n\r\n",
        KEPT + "garbage\u0000\r\n\r\n",
        "\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\u0003\u0003 a hello of TLS",
      })
  void theAnswerIsAsWithoutTheLook(String request) throws Exception {
    String answer = withoutLook(request);
    assertThat(answer).startsWith("HTTP/1.");
    for (int i = 1; i <= 5; i++) {
      try (Socket client = connect(request)) {
        assertThat(readToEnd(client)).isEqualTo(answer);
      }
      awaitLooks(i);
    }
    assertThat(server.gates().early).containsOnly(request);
  }

  @ParameterizedTest
  @ValueSource(strings = {KEPT + GET, CHUNKED + GET, SIZED + GET})
  void soItIsWhereverTheFirstBytesEnd(String requests) throws Exception {
    String answer = withoutLook(requests);
    for (int i = 1; i < requests.length(); i++) {
      try (Socket client = connect(requests.substring(0, i))) {
        awaitLooks(i);
        client.getOutputStream().write(requests.substring(i).getBytes(ISO_8859_1));
        assertThat(readToEnd(client)).as("split at %s", i).isEqualTo(answer);
      }
    }
  }

  @Test
  void restOfAHeadComesWhenJettyWaitsForIt() throws Exception {
    server.gates().watching = true;
    try (Socket client = connect("GET /good HTT")) {
      await(
          () ->
              !server.gates().connections.isEmpty()
                  && server.gates().connections.get(0).incomplete.get() > 0);
      awaitLooks(1);
      client.getOutputStream().write(GET.substring(13).getBytes(ISO_8859_1));
      assertThat(readToEnd(client)).endsWith("GET /good:");
    }
  }

  @Test
  void restOfABodyComesWhenItsHeadWasJudged() throws Exception {
    String head = "POST /sized" + END.replace("\r\n\r\n", "\r\nContent-Length: 12\r\n\r\n");
    for (String first : new String[] {"", "hello"}) {
      try (Socket client = connect(head + first)) {
        // Before the application has it: 9.4 to 11 wait for a body to begin.
        await(() -> server.gates().requests.get() == 1);
        client
            .getOutputStream()
            .write("hello, world".substring(first.length()).getBytes(ISO_8859_1));
        assertThat(readToEnd(client)).endsWith("POST /sized:hello, world");
      }
      server.gates().requests.set(0);
    }
    awaitLooks(2);
  }

  @Test
  void moreThanIsLookedAtIsServed() throws Exception {
    for (int i = 1; i <= 10; i++) {
      CountDownLatch written = new CountDownLatch(1);
      try (Socket client = connect(written)) {
        // As much as the kernel takes before anybody reads; the rest while it is read.
        client.getOutputStream().write(LONG.substring(0, 9_000).getBytes(ISO_8859_1));
        written.countDown();
        client.getOutputStream().write(LONG.substring(9_000).getBytes(ISO_8859_1));
        assertThat(readToEnd(client)).endsWith("POST /long:" + body());
      }
    }
    awaitLooks(10);
    assertThat(server.gates().early).allMatch(read -> read.length() == 4096);
  }

  @Test
  void aConnectionIsKept() throws Exception {
    try (Socket client = connect(KEPT)) {
      readUntil(client, "GET /kept:");
      for (int i = 0; i < 3; i++) {
        client.getOutputStream().write(SIZED.getBytes(ISO_8859_1));
        readUntil(client, "POST /sized:hello, world");
      }
      client.getOutputStream().write(GET.getBytes(ISO_8859_1));
      assertThat(readToEnd(client)).endsWith("GET /good:");
    }
    awaitLooks(1);
    assertThat(server.reached()).hasSize(5);
  }

  @Test
  void http2WithPriorKnowledge() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    try (RawHttp2 client = new RawHttp2(connect(written), block -> "")) {
      client.get(1, "/good");
      written.countDown();
      assertThat(client.next()).startsWith("HEADERS 1");
      assertThat(client.next()).startsWith("DATA 1").contains("GET /good:");
      client.get(3, "/second");
      assertThat(client.next()).startsWith("HEADERS 3");
      assertThat(client.next()).startsWith("DATA 3").contains("GET /second:");
    }
    awaitLooks(1);
    assertThat(server.gates().early.get(0)).startsWith("PRI * HTTP/2.0");
  }

  @Test
  void http2ByUpgrade() throws Exception {
    try (Socket client =
        connect(
            "GET /good"
                + HOST
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")) {
      readUntil(client, "101");
      readUntil(client, "\r\n\r\n");
      RawHttp2 http2 = new RawHttp2(client, block -> "");
      assertThat(http2.next()).startsWith("HEADERS 1");
      assertThat(http2.next()).startsWith("DATA 1").contains("GET /good:");
      http2.get(3, "/second");
      assertThat(http2.next()).startsWith("HEADERS 3");
    }
    awaitLooks(1);
  }

  @Test
  void aClientThatSpeaksLaterIsServed() throws Exception {
    server.gates().watching = true;
    server.gates().accepting = () -> {};
    try (Socket client = server.connect(false)) {
      await(() -> server.gates().connections.size() == 1);
      client.getOutputStream().write(GET.getBytes(ISO_8859_1));
      assertThat(readToEnd(client)).endsWith("GET /good:");
    }
    assertThat(server.gates().early).isEmpty();
  }

  @Test
  void aClientThatEndsBeforeItWasHeardLeavesNothing() throws Exception {
    server.gates().watching = true;
    connect("G").close();
    awaitLooks(1);
    await(() -> server.gates().connections.size() == 1);
    server.awaitNothingLeft();
    // And what there is no byte of.
    connect("").close();
    await(() -> server.gates().connections.size() == 2);
    server.awaitNothingLeft();
    CountDownLatch written = new CountDownLatch(1);
    try (Socket client = connect(written)) {
      client.setSoLinger(true, 0);
      client.getOutputStream().write('G');
    }
    written.countDown();
    server.awaitNothingLeft();
    try (Socket client = connect(GET)) {
      assertThat(readToEnd(client)).endsWith("GET /good:");
    }
  }

  @Test
  void halfAHeadEndsWithTheIdleTimeout() throws Exception {
    server.connector(false).setIdleTimeout(200);
    String without = withoutLook("GET /good HTT");
    try (Socket client = connect("GET /good HTT")) {
      assertThat(readToEnd(client)).isEqualTo(without);
    }
    awaitLooks(1);
  }

  @Test
  void tlsIsNotLookedAt() throws Exception {
    assertThat(RawTls.exchange(server.connector(true).getLocalPort(), GET))
        .endsWith("GET /good:<close_notify>");
    assertThat(server.gates().early).isEmpty();
  }

  @Test
  void whatHasALineInTheRequestLogIsNotLookedAt() throws Exception {
    dropBad(Closing.FIN);
    server.gates().writesAccessLog = true;
    server.gates().request =
        head ->
            head.target().toString().startsWith("/bad")
                ? Verdict.drop("rule", Closing.FIN, false)
                : Verdict.PASS;
    int before = server.lines().size();
    try (Socket client = connect("GET /bad" + END)) {
      assertThat(readToEnd(client)).isEmpty();
    }
    await(() -> server.lines().size() == before + 1);
    assertThat(server.gates().early).isEmpty();
    // Without a log, it is.
    server.connector(false).getServer().setRequestLog(null);
    try (Socket client = connect("GET /bad" + END)) {
      assertThat(readToEnd(client)).isEmpty();
    }
    awaitLooks(1);
  }

  @Test
  void soItIsWhereSelectorsAccept() throws Exception {
    dropBad(Closing.FIN);
    ServerConnector connector =
        new ServerConnector(server.connector(false).getServer(), 0, 1, new HttpConnectionFactory());
    connector.setHost("127.0.0.1");
    connector.start();
    try {
      for (String request : new String[] {"GET /bad" + END, GET, KEPT + CHUNKED + GET}) {
        CountDownLatch written = new CountDownLatch(1);
        connect(written).close(); // Only to have the latch; it is accepted elsewhere.
        try (Socket client =
            new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
          client.setSoTimeout(10_000);
          client.getOutputStream().write(request.getBytes(ISO_8859_1));
          written.countDown();
          String answer = readToEnd(client);
          if (request.startsWith("GET /bad")) {
            assertThat(answer).isEmpty();
          } else {
            assertThat(answer).endsWith("GET /good:");
          }
        }
      }
      await(() -> connector.getConnectedEndPoints().isEmpty());
      assertThat(server.gates().early).hasSize(3);
    } finally {
      connector.stop();
    }
    // That it was started and stopped.
    assertThat(server.troubles()).allMatch(line -> line.startsWith("INFO"));
  }

  @Test
  void soItIsUnderLoad() throws Exception {
    dropBad(Closing.RST);
    server.gates().accepting = () -> {};
    Thread[] clients = new Thread[4];
    String[] found = new String[clients.length];
    for (int i = 0; i < clients.length; i++) {
      int number = i;
      clients[i] = new Thread(() -> found[number] = manyRequests());
      clients[i].start();
    }
    for (Thread client : clients) {
      client.join(60_000);
    }
    assertThat(found).containsOnly("");
    assertThat(server.gates().early).hasSizeGreaterThan(100);
  }

  private String manyRequests() {
    try {
      for (int i = 0; i < 500; i++) {
        boolean bad = i % 5 != 0;
        try (Socket client = server.connect(false)) {
          client
              .getOutputStream()
              .write((bad ? "GET /bad" + END : SIZED + CHUNKED + GET).getBytes(ISO_8859_1));
          String answer = readToEnd(client);
          boolean good = answer.endsWith("GET /good:") && answer.contains("/sized:hello, world");
          // Looked at too early, a bad one comes to the application.
          if (!bad && !good) {
            return i + ": " + answer;
          }
        }
      }
      return "";
    } catch (IOException | RuntimeException failed) {
      return failed.toString();
    }
  }
}
