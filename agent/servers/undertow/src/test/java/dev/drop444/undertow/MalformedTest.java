package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Raw bytes against every version of Undertow that we say we know. */
@Timeout(60)
class MalformedTest {

  private static final String TLS_HELLO = "TLS hello";

  /** What Undertow takes for a request since it has a new parser (2.3.25). */
  private static final List<String> ACCEPTED =
      List.of(
          "invalid UTF-8",
          "overlong UTF-8",
          "percent-encoded NUL",
          "HTTP/1.2",
          "HTTP/3.0",
          "HTTP/9.9",
          "obs-fold",
          "empty Host",
          "coding xchunked",
          "coding gzip",
          "coding chunked twice",
          "coding chunked, then another",
          "coding, folded",
          "coding, HTTP/1.0");

  /** What it took for one before. A TLS hello it takes for the beginning of one, and waits. */
  private static final List<String> ACCEPTED_BEFORE =
      List.of(
          "space first",
          "two spaces",
          "endless method",
          "relative target",
          "invalid UTF-8",
          "overlong UTF-8",
          "percent-encoded NUL",
          "asterisk with GET",
          "CONNECT without port",
          "absolute target, bad port",
          "bare LF after request line",
          "bare CR after request line",
          "too many path parameters",
          "no colon",
          "empty name",
          "space before colon",
          "space in name",
          "space before first field",
          "obs-fold",
          "NUL in value",
          "control character in value",
          "DEL in value",
          "bare CR in value",
          "bare LF in value",
          "bare LF at the end",
          "coding xchunked",
          "coding gzip",
          "coding chunked twice",
          "coding chunked, then another",
          "coding behind vertical tab",
          "coding, folded",
          "coding, HTTP/1.0");

  /** And besides, since a handler looks at it. */
  private static final List<String> ACCEPTED_HOST = List.of("empty Host");

  /** And besides, before that. */
  private static final List<String> ACCEPTED_HOST_BEFORE =
      List.of(
          "bad port in Host",
          "user info in Host",
          "slash in Host",
          "open bracket in Host",
          "Host against target");

  /** A fatal one, up to what it is about. */
  private static final String ALERT = "\u0015\u0003";

  @TempDir static @Nullable Path directory;
  private static @Nullable KeyStoreFile keyStore;

  private final ServerLog log = new ServerLog();

  @BeforeAll
  static void makeKeys() throws Exception {
    if (directory != null) {
      keyStore = new KeyStoreFile(directory);
    }
  }

  @BeforeEach
  void start() {
    log.lines.clear();
  }

  @AfterEach
  void stop() {
    log.close();
  }

  static List<Path> jars() throws IOException {
    return ServerJar.toRun();
  }

  private static KeyStoreFile keys() {
    if (keyStore == null) {
      throw new AssertionError("no keys");
    }
    return keyStore;
  }

  private static boolean isOld(Path jar) {
    return isOneOf(jar, "e-2.0.", "e-2.1.", "e-2.2.0.", "e-2.2.1", "e-2.2.39.", "e-2.3.0.");
  }

  private static boolean isOneOf(Path jar, String... versions) {
    return Stream.of(versions).anyMatch(jar.toString()::contains);
  }

  private static List<String> accepted(Path jar) {
    if (!isOld(jar)) {
      return ACCEPTED;
    }
    List<String> accepted = new ArrayList<>(ACCEPTED_BEFORE);
    accepted.addAll(isOneOf(jar, "2.2.39.") ? ACCEPTED_HOST : ACCEPTED_HOST_BEFORE);
    return accepted;
  }

  private static Map<String, String> plainShapes(Path jar) {
    Map<String, String> shapes = MalformedShapes.plain();
    if (isOld(jar)) {
      shapes.remove(TLS_HELLO);
    }
    return shapes;
  }

  @ParameterizedTest
  @MethodSource("jars")
  void withoutADropTheServerAnswersAsEver(Path jar) throws Exception {
    Map<String, String> own = new LinkedHashMap<>();
    try (UndertowVersion classes = new UndertowVersion(jar, null);
        RunningUndertow server = WovenUndertow.start(classes, keys(), WovenUndertow.SMALL)) {
      for (Map.Entry<String, String> shape : plainShapes(jar).entrySet()) {
        own.put(shape.getKey(), undated(RawClient.exchange(server.plainPort(), shape.getValue())));
      }
      for (Map.Entry<String, String> shape : MalformedShapes.tls().entrySet()) {
        own.put("TLS " + shape.getKey(), RawClient.exchange(server.tlsPort(), shape.getValue()));
      }
    }
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      List<String> accepted = new ArrayList<>();
      for (Map.Entry<String, String> shape : plainShapes(jar).entrySet()) {
        woven.rules.refused.clear();
        String answer = RawClient.exchange(woven.server.plainPort(), shape.getValue());
        assertThat(undated(answer)).as(shape.getKey()).isEqualTo(own.get(shape.getKey()));
        if (answer.matches("(?s)HTTP/1\\.. 200 .*")) {
          accepted.add(shape.getKey());
          assertThat(woven.rules.refused).as(shape.getKey()).isEmpty();
        } else {
          assertThat(answer).as(shape.getKey()).matches("(?s)HTTP/1\\.. 400 .*");
          assertThat(woven.rules.refused).as(shape.getKey()).hasSize(1);
        }
      }
      assertThat(accepted).containsExactlyInAnyOrderElementsOf(accepted(jar));
      for (Map.Entry<String, String> shape : MalformedShapes.tls().entrySet()) {
        String answer = RawClient.exchange(woven.server.tlsPort(), shape.getValue());
        assertThat(answer).as("an alert").startsWith("\u0015\u0003");
        assertThat(answer).as(shape.getKey()).isEqualTo(own.get("TLS " + shape.getKey()));
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aDropSendsNothing(Path jar) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      log.lines.clear();
      List<String> accepted = accepted(jar);
      int dropped = 0;
      for (Map.Entry<String, String> shape : plainShapes(jar).entrySet()) {
        if (!accepted.contains(shape.getKey())) {
          assertDropped(woven, shape.getKey(), woven.server.plainPort(), shape.getValue());
          dropped++;
        }
      }
      assertThat(dropped).isGreaterThan(50);
      for (Map.Entry<String, String> shape : MalformedShapes.tls().entrySet()) {
        String name = "TLS " + shape.getKey();
        assertDropped(woven, name, woven.server.tlsPort(), shape.getValue());
      }
      woven.awaitNothingHeld();
      assertThat(woven.server.served()).isZero();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  private static void assertDropped(WovenUndertow woven, String name, int port, String shape)
      throws IOException {
    woven.rules.refused.clear();
    woven.rules.malformed = Rules.FIN;
    assertThat(RawClient.exchange(port, shape)).as(name + ", FIN").isEmpty();
    woven.rules.malformed = Rules.RST;
    assertThat(RawClient.exchange(port, shape)).as(name + ", RST").isEqualTo(RawClient.RESET);
    assertThat(woven.rules.refused).as(name).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void saysWhatIsWrong(Path jar) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      Map<String, String> plain = plainShapes(jar);
      int port = woven.server.plainPort();
      assertThat(reason(woven, port, plain, "HTTP/0.9")).isEqualTo("VERSION GET /");
      assertThat(reason(woven, port, plain, "HTTP/0.9 with query")).isEqualTo("VERSION GET /");
      assertThat(reason(woven, port, plain, "HTTP/x.y")).startsWith("VERSION");
      assertThat(reason(woven, port, plain, "other protocol")).startsWith("VERSION");
      assertThat(reason(woven, port, plain, "HTTP/2.0 by GET")).startsWith("VERSION");
      assertThat(reason(woven, port, plain, "NUL in target")).isEqualTo("SYNTAX GET /a\0 HTTP/1.1");
      assertThat(reason(woven, port, plain, "tab as separator"))
          .isEqualTo("SYNTAX GET\t/ HTTP/1.1");
      assertThat(reason(woven, port, plain, "both lengths")).isEqualTo("SYNTAX POST /a?b");
      assertThat(reason(woven, port, plain, "Content-Length negative"))
          .isEqualTo("SYNTAX POST /a?b");
      assertThat(reason(woven, port, plain, "no Host")).isEqualTo("SYNTAX GET /");
      assertThat(reason(woven, port, plain, "head too large")).isEqualTo("TOO_LARGE GET /");
      assertThat(reason(woven, port, plain, "too many headers")).isEqualTo("TOO_LARGE GET /");
      assertThat(reason(woven, port, plain, "too many query parameters"))
          .startsWith("TOO_LARGE GET /");
      assertThat(reason(woven, port, plain, "target too long"))
          .startsWith("TOO_LARGE GET /a")
          .hasSize("TOO_LARGE ".length() + Excerpt.MAX);
      if (!isOld(jar)) {
        assertThat(reason(woven, port, plain, TLS_HELLO)).isEqualTo("TLS_ON_PLAIN_PORT");
        assertThat(reason(woven, port, plain, "no version number")).isEqualTo("VERSION GET /");
        assertThat(reason(woven, port, plain, "bare LF after request line"))
            .isEqualTo("SYNTAX GET /");
      }
      Map<String, String> tls = MalformedShapes.tls();
      int tlsPort = woven.server.tlsPort();
      assertThat(reason(woven, tlsPort, tls, "GET")).isEqualTo("PLAIN_ON_TLS_PORT GET / HTTP/1.1");
      assertThat(reason(woven, tlsPort, tls, "zeros")).isEqualTo("GARBAGE_ON_TLS_PORT");
      assertThat(reason(woven, tlsPort, tls, "SSH")).isEqualTo("GARBAGE_ON_TLS_PORT");
    }
  }

  private static String reason(
      WovenUndertow woven, int port, Map<String, String> shapes, String name) throws IOException {
    woven.rules.refused.clear();
    woven.rules.malformed = Rules.FIN;
    RawClient.exchange(port, String.valueOf(shapes.get(name)));
    return String.join(" and ", woven.rules.refused);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void goodClientsAreServedInHttpAndHttps(Path jar) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      woven.rules.malformed = Rules.FIN;
      String good = "GET /good HTTP/1.1\r\nHost: a\r\nX-Two: 1\r\nX-Two: 2\r\n\r\n";
      assertThat(RawClient.exchange(woven.server.plainPort(), good)).endsWith("hello");
      assertThat(RawTls.exchange(woven.server.tlsPort(), good)).endsWith("hello");
      assertThat(woven.rules.seen).hasSize(2);
      assertThat(woven.rules.seen).allMatch(head -> head.contains("|Host:a"));
      assertThat(woven.rules.seen).allMatch(head -> head.contains("|X-Two:1|X-Two:2"));
      woven.awaitNothingHeld();
      assertThat(woven.rules.refused).isEmpty();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void insideTlsADropSendsNothingEither(Path jar) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      log.lines.clear();
      for (Verdict drop : List.of(Rules.FIN, Rules.RST)) {
        woven.rules.malformed = drop;
        for (String shape : List.of("both lengths", "HTTP/0.9", "no Host", "head too large")) {
          String bytes = String.valueOf(MalformedShapes.plain().get(shape));
          assertThat(RawTls.exchange(woven.server.tlsPort(), bytes)).as(shape).isEmpty();
        }
      }
      woven.awaitNothingHeld();
      assertThat(woven.rules.refused).hasSize(8);
      assertThat(woven.server.served()).isZero();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void whatWasAnsweredBeforeInAPipelineArrives(Path jar) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      woven.rules.malformed = Rules.FIN;
      String good = "GET /keep-alive HTTP/1.1\r\nHost: a\r\n\r\n";
      for (String shape : List.of("both lengths", "NUL in target", "no Host")) {
        String bytes = good + MalformedShapes.plain().get(shape);
        assertThat(RawClient.exchange(woven.server.plainPort(), bytes))
            .as(shape)
            .startsWith("HTTP/1.1 200 ")
            .endsWith("hello")
            .doesNotContain("400");
      }
      woven.awaitNothingHeld();
      assertThat(woven.server.served()).isEqualTo(3);
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void anUploadThatIsTooLargeIsNotMalformed(Path jar) throws Exception {
    String upload =
        "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n" + "a".repeat(2_000);
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      woven.rules.malformed = Rules.FIN;
      assertThat(RawClient.exchange(woven.server.plainPort(), upload)).startsWith("HTTP/1.1 ");
      assertThat(woven.rules.refused).isEmpty();
      assertThat(woven.rules.seen).hasSize(1);
      woven.rules.request = Rules.FIN;
      assertThat(RawClient.exchange(woven.server.plainPort(), upload)).isEmpty();
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void anHttp2TargetThatUndertowCannotReadCostsTheStream(Path jar) throws Exception {
    String tooMany = "/?" + "a=b&".repeat(30);
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      log.lines.clear();
      assertThat(http2(woven, tooMany)).containsExactly("400", "200");
      assertThat(woven.rules.refused).containsExactly("TOO_LARGE GET " + tooMany);
      assertThat(http2(woven, "/%zz")).containsExactly("end");
      assertThat(log.lines).as("what Undertow logs of that").hasSize(1);
      log.lines.clear();
      woven.rules.malformed = Rules.FIN;
      assertThat(http2(woven, tooMany)).containsExactly("RST_STREAM 8", "200");
      assertThat(http2(woven, "/%zz")).containsExactly("RST_STREAM 8", "200");
      woven.rules.malformed = Rules.CONNECTION;
      assertThat(http2(woven, tooMany)).containsExactly("end");
      assertThat(http2(woven, "/%zz")).containsExactly("end");
      woven.awaitNothingHeld();
      assertThat(woven.rules.refused).hasSize(6);
      assertThat(woven.server.served()).isEqualTo(3);
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  /** The answers to a bad target, and to a good one after it on the same connection. */
  private static List<String> http2(WovenUndertow woven, String target) throws Exception {
    List<String> answers;
    try (RawHttp2 connection = new RawHttp2(woven.server.plainPort())) {
      answers = new ArrayList<>(connection.get(target));
      if (!answers.contains("end")) {
        answers.addAll(connection.get("/good"));
      }
    }
    return answers;
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aHelloThatBreaksTheGrammarGetsNoAlert(Path jar) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      log.lines.clear();
      int port = woven.server.tlsPort();
      for (Map.Entry<String, String> hello : MalformedShapes.brokenHellos().entrySet()) {
        String what = hello.getKey();
        woven.rules.refused.clear();
        woven.rules.malformed = Verdict.PASS;
        assertThat(RawClient.exchange(port, hello.getValue())).as(what).startsWith(ALERT);
        woven.rules.malformed = Rules.FIN;
        assertThat(RawClient.exchange(port, hello.getValue())).as(what).isEmpty();
        woven.rules.malformed = Rules.RST;
        assertThat(RawClient.exchange(port, hello.getValue())).as(what).isEqualTo(RawClient.RESET);
        assertThat(woven.rules.refused).as(what).hasSize(3).containsOnly("GARBAGE_ON_TLS_PORT");
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aHelloThatIsMerelyRefusedIsNotMalformed(Path jar) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      woven.rules.malformed = Rules.FIN;
      RawClient.exchange(woven.server.tlsPort(), MalformedShapes.tlsHello());
      String good = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
      for (String version : List.of("TLSv1.2", "TLSv1.3")) {
        assertThat(RawTls.exchange(woven.server.tlsPort(), good, version)).endsWith("hello");
      }
      assertThat(woven.rules.refused).isEmpty();
      assertThat(woven.problems).isEmpty();
    }
  }

  private static long headsIn(WovenUndertow woven) {
    return woven.rules.opened.stream()
        .flatMap(opened -> opened.events.stream())
        .filter("head"::equals)
        .count();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void rulesSeeTheVersionThatWasSent(Path jar) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, keys())) {
      woven.rules.watching = true;
      for (String version : List.of("HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "HTTP/3.0", "HTTP/9.9")) {
        for (int parts = 1; parts <= 9; parts++) {
          woven.rules.versions.clear();
          woven.rules.opened.clear();
          woven.rules.refused.clear();
          try (RawClient client = new RawClient(woven.server.plainPort())) {
            client.send("GET / ");
            for (int i = 0; i < parts - 1; i++) {
              // One after the other has been read.
              int read = i + 1;
              Await.that(() -> headsIn(woven) >= read);
              client.send(version.substring(i, i + 1));
            }
            if (parts > 1) {
              int read = parts;
              Await.that(() -> headsIn(woven) >= read);
            }
            client.send(version.substring(parts - 1) + "\r\nHost: a\r\n\r\n");
            client.rest();
          }
          String what = version + " in " + parts;
          if (version.equals("HTTP/1.1")) {
            assertThat(woven.rules.versions).as(what).containsExactly(Protocol.HTTP_1_1);
          } else if (version.equals("HTTP/1.0")) {
            assertThat(woven.rules.versions).as(what).containsExactly(Protocol.HTTP_1_0);
          } else if (isOld(jar)) {
            assertThat(woven.rules.refused).as(what).hasSize(1);
          } else {
            assertThat(woven.rules.versions).as(what).containsExactly(Protocol.UNKNOWN);
          }
        }
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  private static String undated(String answer) {
    return answer.replaceAll("(?m)^Date: [^\\r]*\\r\\n", "");
  }
}
