package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections ended from outside in every state, on every version that we say we know. */
@Timeout(300)
class EndTest {

  private static final String KEEP = "GET /keep-alive HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String WEBSOCKET =
      "GET /app/websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  /** Brings a connection into some state. */
  private interface State {
    void reach(WovenUndertow woven, RawClient client) throws Exception;
  }

  /** In TLS or not. */
  private static final Map<String, State> STATES = new LinkedHashMap<>();

  static {
    STATES.put("accepted", (woven, client) -> {});
    STATES.put(
        "half a head",
        (woven, client) -> {
          client.send("GET / HTTP/1.1\r\nHost");
          Await.that(() -> opened(woven).events.contains("head"));
        });
    STATES.put(
        "idle",
        (woven, client) -> {
          client.send(KEEP);
          assertThat(client.head()).startsWith("HTTP/1.1 200 ");
          client.skip("hello");
        });
    STATES.put(
        "blocked in a read",
        (woven, client) -> {
          client.send(post("reading") + "half");
          Await.that(() -> woven.server.notes().remove("reading"));
        });
    STATES.put(
        "waiting for the body",
        (woven, client) -> {
          client.send(post("receiving") + "half");
          Await.that(() -> opened(woven).events.contains("request"));
        });
    STATES.put(
        "working",
        (woven, client) -> {
          client.send("GET /app/waiting HTTP/1.1\r\nHost: a\r\n\r\n");
          Await.that(() -> woven.server.notes().remove("waiting"));
        });
    STATES.put(
        "upgraded",
        (woven, client) -> {
          client.send(WEBSOCKET);
          assertThat(client.head()).startsWith("HTTP/1.1 101 ");
        });
  }

  @TempDir static @Nullable Path directory;
  private static @Nullable KeyStoreFile keyStore;

  private final ServerLog log = new ServerLog();

  @BeforeAll
  static void makeKeys() throws Exception {
    if (directory != null) {
      keyStore = new KeyStoreFile(directory);
    }
  }

  @AfterEach
  void stop() {
    log.close();
  }

  static List<Path> jars() throws IOException {
    return ServerJar.of("undertow-core");
  }

  private static WovenUndertow start(Path jar) throws Exception {
    if (keyStore == null) {
      throw new AssertionError("no keys");
    }
    WovenUndertow woven = new WovenUndertow(jar, keyStore, WovenUndertow.LARGE);
    woven.rules.watching = true;
    woven.rules.statuses.addAll(List.of(200, 500));
    return woven;
  }

  private static String post(String way) {
    return "POST /app/" + way + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n";
  }

  private static Rules.Opened opened(WovenUndertow woven) {
    Await.that(() -> !woven.rules.opened.isEmpty());
    return woven.rules.opened.get(0);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whateverTheServerIsDoing(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Map.Entry<String, State> state : STATES.entrySet()) {
        for (Closing how : Closing.values()) {
          String what = state.getKey() + ", " + how;
          try (RawClient client = new RawClient(woven.server.plainPort())) {
            state.getValue().reach(woven, client);
            woven.rules.answered.clear();
            opened(woven).connection.end(how);
            assertThat(client.rest()).as(what).isEqualTo(how == Closing.FIN ? "" : RawClient.RESET);
          }
          mustBeOver(woven, what);
          if (!state.getKey().equals("accepted")) {
            what = what + ", TLS";
            try (RawClient client = RawClient.inTls(woven.server.tlsPort())) {
              state.getValue().reach(woven, client);
              woven.rules.answered.clear();
              opened(woven).connection.end(how);
              assertThat(client.rest()).as(what).isIn("", RawClient.RESET);
            }
            mustBeOver(woven, what);
          }
        }
      }
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  private static void mustBeOver(WovenUndertow woven, String what) throws Exception {
    if (what.startsWith("working")) {
      woven.server.release();
    }
    Rules.Opened ended = opened(woven);
    Await.that(() -> ended.events.contains("closed"), what + " closed");
    if (what.startsWith("suddenly")) {
      // A buffer that Undertow is writing from is left to the garbage collector, as it is when a
      // client goes at that moment.
      Await.that(() -> woven.server.connections() == 0, what + " released");
    } else {
      Await.that(() -> woven.server.held() == 0, what + " released");
    }
    assertThat(woven.watched()).as(what).isZero();
    assertThat(ended.connection.isOpen()).as(what).isFalse();
    assertThat(ended.events).as(what).containsOnlyOnce("closed");
    if (what.startsWith("blocked")) {
      assertThat(woven.server.notes()).as(what).contains("read 4 and failed");
    }
    if (!what.startsWith("banned") && !what.startsWith("suddenly")) {
      assertThat(woven.rules.answered).as(what + ", asked about a response").isEmpty();
    }
    ended.connection.end(Closing.FIN);
    woven.rules.opened.clear();
    woven.rules.answered.clear();
    woven.server.notes().clear();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whatIsDispatchedInTheMiddleOfAResponse(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Closing how : Closing.values()) {
        for (boolean tls : List.of(false, true)) {
          try (RawClient client =
              tls
                  ? RawClient.inTls(woven.server.tlsPort())
                  : new RawClient(woven.server.plainPort())) {
            client.send("GET /app/dispatching HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            Await.that(() -> woven.server.notes().remove("waiting"));
            woven.rules.answered.clear();
            opened(woven).connection.end(how);
            client.rest();
          }
          mustBeOver(woven, "working, then dispatching, " + how + (tls ? ", TLS" : ""));
        }
      }
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void inTheMiddleOfAHandshake(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Closing how : Closing.values()) {
        for (int length : List.of(0, 3, 40)) {
          try (RawClient client = new RawClient(woven.server.tlsPort())) {
            client.send(MalformedShapes.tlsHello().substring(0, length));
            opened(woven).connection.end(how);
            // The kernel resets a connection of which not all was read.
            assertThat(client.rest()).isIn("", RawClient.RESET);
          }
          mustBeOver(woven, "after " + length);
        }
      }
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aStreamThatItsClientDoesNotRead(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      woven.rules.statuses.clear();
      for (Closing how : Closing.values()) {
        for (boolean tls : List.of(false, true)) {
          try (RawClient client =
              tls
                  ? RawClient.inTls(woven.server.tlsPort())
                  : new RawClient(woven.server.plainPort())) {
            client.send("GET /app/endless HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            opened(woven).connection.end(how);
            Await.that(() -> woven.server.notes().remove("the stream has ended"));
          }
          mustBeOver(woven, how + (tls ? ", TLS" : ""));
        }
      }
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  /** A gate with its verdict, while the engine ends the connection, as for a ban. */
  private static void ban(WovenUndertow woven, String gate, Verdict verdict, Closing how) {
    woven.rules.request = gate.equals("request") ? verdict : Verdict.PASS;
    woven.rules.response = gate.equals("response") ? verdict : Verdict.PASS;
    woven.rules.malformed = gate.equals("malformed") ? verdict : Verdict.PASS;
    woven.rules.ban = how;
  }

  private static void unban(WovenUndertow woven, String what) throws Exception {
    mustBeOver(woven, what);
    woven.rules.ban = null;
    woven.rules.request = Verdict.PASS;
    woven.rules.response = Verdict.PASS;
    woven.rules.malformed = Verdict.PASS;
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whatAGateIsEnding(Path jar) throws Exception {
    Verdict bare = Verdict.respond("bare", 429, 0);
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Closing how : Closing.values()) {
        for (Verdict verdict : List.of(Verdict.PASS, Rules.FIN, Rules.RST, bare)) {
          for (String gate : List.of("request", "response", "malformed")) {
            String request =
                "GET /app/blocking HTTP/1.1\r\nHost: a\r\n"
                    + (gate.equals("malformed") ? "\0: a\r\n\r\n" : "\r\n");
            String what = "banned at the gate of the " + gate + ", " + verdict + ", " + how;
            try (RawClient client = new RawClient(woven.server.plainPort())) {
              opened(woven);
              ban(woven, gate, verdict, how);
              client.send(request);
              client.rest();
            }
            unban(woven, what);
            try (RawClient client = RawClient.inTls(woven.server.tlsPort())) {
              opened(woven);
              ban(woven, gate, verdict, how);
              client.send(request);
              client.rest();
            }
            unban(woven, what + ", TLS");
          }
        }
      }
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  /** The second request of a pipeline is parsed on a worker, while the I/O thread goes on. */
  @ParameterizedTest
  @MethodSource("jars")
  void whatAGateIsEndingInAPipeline(Path jar) throws Exception {
    Verdict bare = Verdict.respond("bare", 429, 0);
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Closing how : Closing.values()) {
        for (Verdict verdict : List.of(Verdict.PASS, Rules.FIN, Rules.RST, bare)) {
          for (String gate : List.of("request", "response", "malformed")) {
            try (RawClient client = new RawClient(woven.server.plainPort())) {
              opened(woven);
              client.send(
                  "GET /app/waiting/201 HTTP/1.1\r\nHost: a\r\n\r\n"
                      + "GET /app/blocking HTTP/1.1\r\nHost: a\r\n"
                      + (gate.equals("malformed") ? "\0: a\r\n\r\n" : "\r\n"));
              Await.that(() -> woven.server.notes().remove("waiting"));
              ban(woven, gate, verdict, how);
              woven.server.release();
              client.rest();
            }
            unban(woven, "suddenly, in a pipeline, " + gate + ", " + verdict + ", " + how);
          }
        }
      }
      assertThat(woven.problems).isEmpty();
      // Undertow's own, if a connection goes while a thread is writing to it.
      assertThat(log.lines).allMatch(line -> line.contains("UT000091"));
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whatAGateIsEndingInHttp2(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Closing how : Closing.values()) {
        for (Verdict verdict :
            List.of(
                Verdict.PASS,
                Rules.FIN,
                Rules.CONNECTION,
                Rules.CONNECTION_RST,
                Verdict.respond("bare", 429, 0))) {
          for (String gate : List.of("request", "response")) {
            try (RawHttp2 client = new RawHttp2(woven.server.plainPort())) {
              opened(woven);
              ban(woven, gate, verdict, how);
              client.get("/app/blocking");
            }
            unban(woven, "suddenly, " + gate + ", " + verdict + ", " + how);
          }
        }
      }
      assertThat(woven.problems).isEmpty();
      // Undertow's own, if a connection goes while a thread is writing to it.
      assertThat(log.lines).allMatch(line -> line.contains("UT000091"));
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void http2(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      log.lines.clear();
      for (Closing how : Closing.values()) {
        try (RawHttp2 idle = new RawHttp2(woven.server.plainPort())) {
          idle.get("/good");
          opened(woven).connection.end(how);
          assertThat(idle.answers()).containsExactly("end");
        }
        woven.rules.answered.clear();
        mustBeOver(woven, "idle, " + how);
        for (String way : List.of("reading", "receiving", "working")) {
          try (RawHttp2 busy = new RawHttp2(woven.server.plainPort())) {
            busy.post("/app/" + way.replace("working", "waiting"), "half");
            if (way.equals("receiving")) {
              Await.that(() -> opened(woven).events.contains("request"));
            } else {
              Await.that(() -> woven.server.notes().remove(way.replace("working", "waiting")));
            }
            opened(woven).connection.end(how);
            assertThat(busy.answers()).containsExactly("end");
          }
          mustBeOver(woven, way + ", " + how);
        }
      }
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }
}
