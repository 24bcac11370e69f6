package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/** The response gate on real sockets, for core handlers and servlets. */
class ResponseTest {

  private static final Verdict FIN = Verdict.drop("rule", Closing.FIN, false);
  private static final Verdict RST = Verdict.drop("rule", Closing.RST, false);
  private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n";

  private static WovenServer server;
  private static Applications applications;

  /** Status, cause, and whether the page is Jetty's, as the gate saw them. */
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start(@TempDir Path files) throws Exception {
    Files.writeString(files.resolve("file.txt"), "a file");
    applications = new Applications();
    server = new WovenServer(applications.handler(files), new KeyStoreFile(files));
    server.weave();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void reset() {
    server.gates.looksAt = status -> true;
    server.gates.responses.clear();
    server.logged.clear();
    server.takeLog();
    answerAllWith(Verdict.PASS);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    server.awaitNothingLeft();
    assertThat(server.takeFailures()).isEmpty();
    assertThat(applications.troubles).isEmpty();
  }

  private void answerAllWith(Verdict verdict) {
    server.gates.response =
        (head, made) -> {
          Throwable failure = made.failure();
          seen.add(
              made.status()
                  + " "
                  + (failure == null ? "-" : failure.getMessage())
                  + (made.isServerErrorPage() ? " page" : ""));
          return verdict;
        };
  }

  /** A path, and what the gate must see of its response. */
  static Stream<Arguments> paths() {
    return Stream.of(
        arguments("/core/200", "200 -"),
        arguments("/core/404", "404 -"),
        arguments("/core/444", "444 -"),
        arguments("/core/999", "999 -"),
        arguments("/core/empty", "404 -"),
        arguments("/core/redirect", "302 -"),
        arguments("/core/throws", "500 core throws page"),
        arguments("/core/fails", "500 core fails page"),
        arguments("/core/write-error", "500 core causes page"),
        arguments("/core/unhandled", "404 - page"),
        arguments("/?nobody", "404 - page"),
        arguments("/x?nobody", "404 - page"),
        arguments("/file.txt", "200 -"),
        arguments("/missing.txt", "404 - page"),
        arguments("/servlet/hello", "200 -"),
        arguments("/servlet/status-404", "404 -"),
        arguments("/servlet/status-444", "444 -"),
        arguments("/servlet/flushed-404", "404 -"),
        arguments("/servlet/error-404", "404 - page"),
        arguments("/servlet/error-444", "444 - page"),
        arguments("/servlet/error-410", "410 -"),
        arguments("/servlet/redirect", "302 -"),
        arguments("/servlet/throws", "500 servlet throws page"),
        arguments("/servlet/async-404", "404 -"),
        arguments("/servlet/async-error-404", "404 - page"));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyResponseIsAskedAboutOnce(String path, String expected) throws Exception {
    String answer = plain("GET " + path + HEAD + "Connection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + expected.substring(0, 3));
    assertThat(server.gates.responses).containsExactly(path + " " + expected.substring(0, 3));
    assertThat(seen).containsExactly(expected);
    server.awaitNothingLeft();
    assertThat(server.logged).containsExactly(logged(path) + " " + expected.substring(0, 3));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyResponseOverHttp2IsAskedAboutOnce(String path, String expected) throws Exception {
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.get(1, path);
      String frame = client.next();
      assertThat(frame).startsWith("HEADERS 1").contains(" " + expected.substring(0, 3));
      while (!frame.contains(" end")) {
        frame = client.next();
      }
    }
    assertThat(seen).containsExactly(expected);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void fin(String path, String expected) throws Exception {
    answerAllWith(FIN);
    assertThat(plain("GET " + path + HEAD + "\r\n")).isEmpty();
    server.awaitNothingLeft();
    assertThat(seen).containsExactly(expected);
    assertThat(server.logged).containsExactly(logged(path) + " 444");
    assertThat(noiseOfOurs()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void rst(String path, String expected) throws Exception {
    answerAllWith(RST);
    assertThat(plain("GET " + path + HEAD + "\r\n")).isEqualTo("<RST>");
    server.awaitNothingLeft();
    assertThat(seen).containsExactly(expected);
    assertThat(server.logged).containsExactly(logged(path) + " 444");
    assertThat(noiseOfOurs()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void streamOfHttp2(String path, String expected) throws Exception {
    answerAllWith(FIN);
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.get(1, path);
      assertThat(client.next()).isEqualTo("RST_STREAM 1 8");
      answerAllWith(Verdict.PASS);
      client.get(3, "/servlet/hello");
      assertThat(client.next()).startsWith("HEADERS 3").contains("200");
      assertThat(client.next()).isEqualTo("DATA 3 end hello");
    }
    server.awaitNothingLeft();
    assertThat(seen).containsExactly(expected, "200 -");
    assertThat(server.logged)
        .containsExactlyInAnyOrder(logged(path) + " 444", "/servlet/hello 200");
    assertThat(noiseOfOurs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connectionOfHttp2(boolean rst) throws Exception {
    answerAllWith(Verdict.drop("rule", rst ? Closing.RST : Closing.FIN, true));
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.get(1, "/servlet/status-404");
      // Our answer to the server's SETTINGS, on its way while it closes, turns a FIN into an RST.
      assertThat(client.next()).isIn("RST", rst ? "RST" : "EOF");
    }
    server.awaitNothingLeft();
    assertThat(noiseOfOurs()).isEmpty();
  }

  @Test
  void insideTlsWithoutACloseNotify() throws Exception {
    int port = server.connector(true).getLocalPort();
    String request = "GET /servlet/status-404" + HEAD + "Connection: close\r\n\r\n";
    assertThat(RawTls.exchange(port, request)).endsWith("servlet says 404<close_notify>");
    answerAllWith(FIN);
    assertThat(RawTls.exchange(port, request)).isEqualTo("<FIN>");
    answerAllWith(RST);
    assertThat(RawTls.exchange(port, request)).isEqualTo("<RST>");
    server.awaitNothingLeft();
    assertThat(noiseOfOurs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\nhello",
        "Content-Length: 5\r\n\r\n",
        "Content-Length: 500000\r\n\r\nonly the beginning",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n",
        "\r\nGET /servlet/hello HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\n\u0000 garbage \r\n\r\n",
      })
  void finWhateverIsUnread(String rest) throws Exception {
    answerAllWith(FIN);
    assertThat(plain("POST /servlet/status-404" + HEAD + rest)).isEmpty();
    server.awaitNothingLeft();
    assertThat(seen).containsExactly("404 -");
    assertThat(noiseOfOurs()).isEmpty();
  }

  @Test
  void aBodyInFlightIsTakenUntilTheClientIsDone() throws Exception {
    answerAllWith(FIN);
    try (Socket client = server.connect(false)) {
      send(client, "POST /servlet/status-404" + HEAD + "Content-Length: 800000\r\n\r\n");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      // After an RST these writes fail.
      for (int sent = 0; sent < 800_000; sent += 100_000) {
        client.getOutputStream().write(new byte[100_000]);
      }
      client.shutdownOutput();
      server.awaitNothingLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/core/stream", "/servlet/stream"})
  void whoNeverStopsWritingLearnsInTheEnd(String path) throws Exception {
    answerAllWith(FIN);
    applications.streamed = new CompletableFuture<>();
    assertThat(plain("GET " + path + HEAD + "\r\n")).isEmpty();
    assertThat(applications.streamed.get(20, TimeUnit.SECONDS))
        .isEqualTo("written, then EofException");
    server.awaitNothingLeft();
    assertThat(noiseOfOurs()).isEmpty();
  }

  @Test
  void requestsBehindADroppedResponseAreNotHandled() throws Exception {
    server.gates.response = (head, made) -> made.status() == 404 ? FIN : Verdict.PASS;
    String hello = "GET /servlet/hello" + HEAD + "\r\n";
    String answer = plain(hello + "GET /servlet/status-404" + HEAD + "\r\n" + hello);
    assertThat(answer).containsOnlyOnce("HTTP/1.1").endsWith("hello");
    server.awaitNothingLeft();
    assertThat(server.gates.responses)
        .containsExactly("/servlet/hello 200", "/servlet/status-404 404");
  }

  @Test
  void whatTheGateDoesNotLookAtIsNotAskedAbout() throws Exception {
    server.gates.looksAt = status -> status == 404;
    plain("GET /servlet/hello" + HEAD + "Connection: close\r\n\r\n");
    assertThat(seen).isEmpty();
  }

  @Test
  void whatIsRefusedBeforeDispatchIsNotAskedAbout() throws Exception {
    assertThat(plain("GET /%zz" + HEAD + "\r\n")).startsWith("HTTP/1.1 400");
    assertThat(seen).isEmpty();
    OlderJetty.skip(OlderJetty.IGNORES_EXPECTATIONS);
    assertThat(plain("GET /" + HEAD + "Expect: a miracle\r\n\r\n")).startsWith("HTTP/1.1 417");
    assertThat(seen).isEmpty();
  }

  @Test
  void droppedRequestsAreNotAskedAbout() throws Exception {
    server.gates.request = head -> FIN;
    try {
      assertThat(plain("GET /servlet/hello" + HEAD + "\r\n")).isEmpty();
    } finally {
      server.gates.request = head -> Verdict.PASS;
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void fieldsOfTheResponse() throws Exception {
    List<@Nullable CharSequence> values = new CopyOnWriteArrayList<>();
    server.gates.response =
        (head, made) -> {
          values.add(head.target());
          values.add(header(made, "x-made-by", 0));
          values.add(header(made, "x-made-by", 1));
          values.add(header(made, "content-length", 0));
          return Verdict.PASS;
        };
    plain("GET /core/404?q" + HEAD + "Connection: close\r\n\r\n");
    assertThat(values).containsExactly("/core/404?q", "core", "none", "13");
  }

  private static CharSequence header(ResponseHead made, String name, int index) {
    CharSequence value = made.header(name, index);
    return value == null ? "none" : value;
  }

  private static String logged(String path) {
    return path.replace("?nobody", "");
  }

  /** Of the servers' own lines, those of applications that throw are theirs. */
  private static List<String> noiseOfOurs() {
    List<String> lines = server.takeLog();
    lines.removeIf(line -> line.matches("WARN .*(core|servlet)(/throws| throws).*"));
    lines.removeIf(line -> line.matches("WARN .*writeError: status=500, message=.*"));
    lines.removeIf(line -> line.matches("WARN .*/servlet/throws.*"));
    return lines;
  }

  private static String plain(String request) throws IOException {
    return new String(server.answerTo(request.getBytes(ISO_8859_1), false, false), ISO_8859_1);
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }
}
