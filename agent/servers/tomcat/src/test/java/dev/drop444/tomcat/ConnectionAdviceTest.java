package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.gate.Workers;
import dev.drop444.tomcat.Rules.Opened;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** What the engine hears of connections, and how it ends them, in every version. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#jars")
@Timeout(60)
class ConnectionAdviceTest {

  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  ConnectionAdviceTest(Path jar) {}

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
  }

  @AfterEach
  void nothingIsLeft() {
    Await.until(() -> tomcat.server.connections() == 2);
    Await.until(() -> tomcat.rules.opened.stream().allMatch(each -> closed(each)));
    assertThat(tomcat.problems).isEmpty();
    assertThat(tomcat.log.lines)
        .filteredOn(line -> !line.contains("null socket channel"))
        .isEmpty();
  }

  private static boolean closed(Opened opened) {
    return !tomcat.rules.watches || opened.isClosed();
  }

  private static Socket connect(int port) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    client.setSoTimeout(10_000);
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
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

  /** The one connection since the beginning of the test. */
  private static Opened onlyOne() {
    Await.until(() -> tomcat.rules.opened.size() == 1);
    return tomcat.rules.opened.get(0);
  }

  @Test
  void tellsOfAConnectionAndOfItsEnd() throws IOException {
    try (Socket client = connect(tomcat.server.port())) {
      Opened opened = onlyOne();
      assertThat(opened.connection.peer()).isEqualTo(InetAddress.getLoopbackAddress());
      assertThat(opened.connection.localPort()).isEqualTo(tomcat.server.port());
      assertThat(opened.connection.isOpen()).isTrue();
      send(client, GOOD);
      answered(client, "length 0");
      assertThat(tomcat.rules.connection).isSameAs(opened);
      assertThat(opened.told).isEmpty();
    }
    Await.until(() -> onlyOne().told.equals(List.of("closed")));
    // Told when Tomcat begins to close it.
    Await.until(() -> !onlyOne().connection.isOpen());
    onlyOne().connection.end(Closing.FIN);
    onlyOne().connection.end(Closing.RST);
  }

  @Test
  void tellsOfTheEndHoweverItComes() throws Exception {
    int port = tomcat.server.port();
    int tls = tomcat.server.tlsPort();
    RawClient.exchange(port, "GET /good HTTP/1.0\r\n\r\n");
    RawClient.exchange(port, "GET /fin HTTP/1.1\r\nHost: a\r\n\r\n");
    RawClient.exchange(port, "GET /rst HTTP/1.1\r\nHost: a\r\n\r\n");
    RawClient.exchange(port, "no request\r\n\r\n");
    RawClient.exchange(tls, GOOD);
    RawClient.exchange(tls, "\0".repeat(64));
    RawTls.exchange(tls, "GET /good HTTP/1.0\r\n\r\n");
    tomcat.rules.responseVerdict = Rules.FIN;
    RawClient.exchange(port, GOOD);
    tomcat.rules.responseVerdict = Rules.RST;
    RawClient.exchange(port, GOOD);
    tomcat.rules.responseVerdict = Verdict.PASS;
    try (Http2Client client = new Http2Client(port)) {
      client.head(1, "GET", "/connection", true);
      assertThat(client.next()).isEqualTo("EOF");
    }
    try (Socket client = connect(port)) {
      send(client, "GET /goo");
    }
    try (Socket client = connect(port)) {
      client.setSoLinger(true, 0);
      send(client, GOOD);
    }
    Await.until(() -> tomcat.rules.opened.size() == 12);
    Await.until(() -> tomcat.rules.opened.stream().allMatch(Opened::isClosed));
    for (Opened opened : tomcat.rules.opened) {
      assertThat(opened.told).containsOnlyOnce("closed");
      Await.until(() -> !opened.connection.isOpen());
    }
  }

  @Test
  void tellsNothingOfWhatIsRefusedAtAccept() throws IOException {
    tomcat.rules.accept = AcceptVerdict.FIN;
    assertThat(RawClient.exchange(tomcat.server.port(), "")).isEmpty();
    assertThat(tomcat.rules.opened).isEmpty();
  }

  @Test
  void tellsNothingOfAjp() throws IOException {
    try (Socket client = connect(tomcat.server.ajpPort());
        Socket other = connect(tomcat.server.port())) {
      assertThat(client.isConnected()).isTrue();
      assertThat(onlyOne().connection.localPort()).isEqualTo(other.getPort());
    }
  }

  @Test
  void keepsNothingForAnEngineThatWantsNothing() throws IOException {
    tomcat.rules.watches = false;
    try (Socket client = connect(tomcat.server.port())) {
      send(client, "GET /go");
      send(client, "od HTTP/1.1\r\nHost: a\r\n\r\n");
      answered(client, "length 0");
    }
    assertThat(tomcat.rules.connection).isNull();
  }

  @Test
  void tellsOfEachPartOfAHead() throws IOException {
    try (Socket client = connect(tomcat.server.port())) {
      Opened opened = onlyOne();
      List<String> parts = List.of("\r\n", "GE", "T /good", " HTTP/1.1\r", "\nHo", "st: a\r\n");
      for (int i = 0; i < 2; i++) {
        for (int k = 0; k < parts.size(); k++) {
          send(client, parts.get(k));
          int expected = k + 1;
          Await.until(() -> opened.told.size() == expected);
        }
        send(client, "\r\n");
        answered(client, "length 0");
        assertThat(opened.told).containsOnly("head incomplete");
        opened.told.clear();
        // And nothing of a connection that is idle.
      }
    }
  }

  @Test
  void tellsOfAnUpgradeButNotOfHttp2() throws Exception {
    try (Socket client = connect(tomcat.server.port())) {
      upgrade(client);
      assertThat(onlyOne().told).containsExactly("upgraded");
    }
    Await.until(() -> onlyOne().isClosed());
    tomcat.forget();
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", "/good", true);
      assertThat(client.next()).isEqualTo("HEADERS 1");
      assertThat(tomcat.rules.connection).isSameAs(onlyOne());
      assertThat(onlyOne().told).isEmpty();
    }
    Await.until(() -> onlyOne().isClosed());
    tomcat.forget();
    try (Socket client = connect(tomcat.server.port())) {
      send(
          client,
          "GET /good HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\n"
              + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
      answered(client, "Upgrade: h2c\r\n");
      assertThat(onlyOne().told).isEmpty();
    }
  }

  private static void upgrade(Socket client) throws IOException {
    send(
        client, "GET /upgrade HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
    answered(client, "\r\n\r\n");
    send(client, "hello");
    answered(client, "hello");
  }

  /** Ends the only connection, and shows what the client gets after that: nothing. */
  private static void assertEnded(Socket client, Closing how) {
    onlyOne().connection.end(how);
    try {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    } catch (IOException reset) {
      assertThat(reset).isInstanceOf(SocketException.class);
    }
    Await.until(() -> onlyOne().isClosed());
    tomcat.rules.opened.clear();
  }

  @Test
  void endsAConnectionBetweenRequests() throws IOException {
    for (Closing how : Closing.values()) {
      try (Socket client = connect(tomcat.server.port())) {
        onlyOne();
        assertEnded(client, how);
      }
      try (Socket client = connect(tomcat.server.port())) {
        send(client, GOOD);
        answered(client, "length 0");
        assertEnded(client, how);
      }
    }
  }

  @Test
  void endsAConnectionInTheMiddleOfAHead() throws IOException {
    for (Closing how : Closing.values()) {
      for (String part : List.of("GET /go", "GET /good HTTP/1.1\r\nHos")) {
        try (Socket client = connect(tomcat.server.port())) {
          send(client, part);
          Await.until(() -> onlyOne().told.size() == 1);
          assertEnded(client, how);
        }
      }
      try (Socket client = connect(tomcat.server.tlsPort())) {
        send(client, MalformedShapes.tlsHello().substring(0, 20));
        onlyOne();
        assertEnded(client, how);
      }
    }
    assertThat(tomcat.server.logged()).allMatch(line -> line.startsWith("400 "));
  }

  @Test
  void endsAConnectionWhoseBodyIsAwaited() throws IOException {
    for (Closing how : Closing.values()) {
      try (Socket client = connect(tomcat.server.port())) {
        send(client, "POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
        Await.until(() -> tomcat.server.told().contains("reading"));
        assertEnded(client, how);
        Await.until(() -> tomcat.server.told().contains("read: ClientAbortException"));
        tomcat.server.told().clear();
      }
    }
  }

  @Test
  void endsAConnectionWhoseResponseIsNotReady() throws IOException {
    for (Closing how : Closing.values()) {
      for (String target : List.of("/wait", "/held")) {
        try (Socket client = connect(tomcat.server.port())) {
          send(client, GOOD.replace("/good", target));
          Await.until(() -> tomcat.server.told().size() == 1);
          onlyOne().connection.end(how);
          assertThat(client.getInputStream().read()).isEqualTo(-1);
          tomcat.server.go();
          assertEnded(client, how);
          tomcat.server.told().clear();
        }
      }
    }
  }

  @Test
  void endsAConnectionWhoseClientDoesNotRead() throws IOException {
    for (Closing how : Closing.values()) {
      try (Socket client = connect(tomcat.server.port())) {
        send(client, GOOD.replace("/good", "/flood"));
        Await.until(() -> tomcat.server.told().contains("flooding"));
        onlyOne().connection.end(how);
        Await.until(() -> tomcat.server.told().contains("flood: ClientAbortException"));
        Await.until(() -> onlyOne().isClosed());
        tomcat.forget();
      }
    }
  }

  @Test
  void endsAnUpgradedConnection() throws IOException {
    for (Closing how : Closing.values()) {
      try (Socket client = connect(tomcat.server.port())) {
        upgrade(client);
        assertEnded(client, how);
      }
    }
  }

  @Test
  void endsAnHttp2Connection() throws IOException {
    for (Closing how : Closing.values()) {
      try (Http2Client client = new Http2Client(tomcat.server.port())) {
        client.head(1, "GET", "/good", true);
        assertThat(client.next()).isEqualTo("HEADERS 1");
        assertThat(client.next()).isEqualTo("DATA 1 length 0");
        client.head(3, "POST", "/read", false);
        Await.until(() -> tomcat.server.told().contains("reading"));
        onlyOne().connection.end(how);
        try {
          assertThat(client.next()).isEqualTo("EOF");
        } catch (SocketException reset) {
          // So be it.
        }
        Await.until(() -> onlyOne().isClosed());
        Await.until(() -> tomcat.server.told().size() == 2);
        // An exception, or the end of the body if the read has just not begun to wait: Tomcat's
        // Stream.StandardStreamInputBuffer#doRead looks for a reset only after it has waited.
        assertThat(tomcat.server.told().get(1)).matches("read: .*|read 0");
        tomcat.forget();
      }
    }
  }

  @Test
  void tellsOfTheEndWhenTheServerStops(@TempDir Path base) throws Exception {
    WovenTomcat other = new WovenTomcat(tomcat.jar, base);
    List<Socket> clients = new ArrayList<>();
    try {
      for (String request :
          List.of(
              "", "GET /go", GOOD, "POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")) {
        Socket client = connect(other.server.port());
        clients.add(client);
        send(client, request);
      }
      Await.until(() -> other.rules.opened.size() == 4 && other.server.told().contains("reading"));
      Workers workers = other.rules.workers.get(0);
      assertThat(workers.isGone()).isFalse();
      clients.get(3).close();
      other.close();
      Await.until(() -> other.rules.opened.stream().allMatch(Opened::isClosed));
      assertThat(workers.isGone()).isTrue();
      assertThat(workers.busy() + workers.most() + workers.queued()).isZero();
    } finally {
      for (Socket client : clients) {
        client.close();
      }
      // What a server says that stops.
      tomcat.log.lines.clear();
    }
  }

  @Test
  void tellsOfEachConnectorsThreadsOnce() throws IOException {
    try (Socket one = connect(tomcat.server.port());
        Socket two = connect(tomcat.server.tlsPort());
        Socket three = connect(tomcat.server.ajpPort());
        Socket four = connect(tomcat.server.port())) {
      send(one, GOOD.replace("/good", "/wait"));
      send(four, GOOD.replace("/good", "/wait"));
      Await.until(() -> tomcat.server.told().size() == 2);
      Await.until(() -> tomcat.rules.workers.size() == 3);
      assertThat(tomcat.rules.workers)
          .allMatch(each -> each.most() == 200 && each.queued() == 0 && !each.isGone());
      Await.until(() -> tomcat.rules.workers.stream().mapToInt(Workers::busy).sum() == 2);
      tomcat.server.go();
      tomcat.server.go();
      answered(one, "at last");
      answered(four, "at last");
      Await.until(() -> tomcat.rules.workers.stream().mapToInt(Workers::busy).sum() == 0);
      assertThat(two.isConnected() && three.isConnected()).isTrue();
    }
  }
}
