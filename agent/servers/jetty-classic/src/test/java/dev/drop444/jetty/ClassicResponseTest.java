package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that become drops, bare answers, watched requests, and HTTP/2. */
class ClassicResponseTest {

  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

  @TempDir private static Path folder;

  private static KeyStoreFile keys;

  private ClassicServer server;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = new KeyStoreFile(folder);
  }

  @BeforeEach
  void start() throws Exception {
    server = new ClassicServer(ClassicResponseTest::answer, keys);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    assertThat(server.failures).isEmpty();
  }

  private static void answer(Request request) throws Exception {
    Response response = request.getResponse();
    switch (request.getOriginalURI()) {
      case "/status":
        response.setStatus(404);
        write(response);
        break;
      case "/flushed":
        response.setStatus(404);
        write(response);
        response.getHttpOutput().flush();
        for (int i = 0; i < 100; i++) {
          write(response);
        }
        break;
      case "/error":
        response.sendError(404);
        break;
      case "/throws":
        throw new IllegalStateException("the application's own");
      case "/async":
        async(request);
        break;
      default:
        request.getHttpInput().consumeAll();
        write(response);
    }
  }

  private static void async(Request request) throws ReflectiveOperationException {
    // Its type is javax's or jakarta's.
    Object async = Request.class.getMethod("startAsync").invoke(request);
    Method complete =
        request.getClass().getMethod("startAsync").getReturnType().getMethod("complete");
    Thread later =
        new Thread(
            () -> {
              try {
                request.getResponse().setStatus(404);
                write(request.getResponse());
                complete.invoke(async);
              } catch (IOException | ReflectiveOperationException failed) {
                throw new IllegalStateException(failed);
              }
            });
    later.start();
  }

  private static void write(Response response) throws IOException {
    OutputStream body = (OutputStream) (Object) response.getHttpOutput();
    body.write("hello".repeat(100).getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource({
    "/status,FIN",
    "/status,RST",
    "/flushed,FIN",
    "/flushed,RST",
    "/error,FIN",
    "/error,RST",
    "/async,FIN",
    "/async,RST"
  })
  void notAByteOfWhatTheGateDrops(String path, Closing closing) throws Exception {
    drop(404, closing);
    String end = closing == Closing.FIN ? "" : "<RST>";
    for (String request :
        List.of(
            "GET " + path + HOST + "\r\n",
            "POST " + path + HOST + "Content-Length: 5\r\n\r\nhello",
            "POST " + path + HOST + "Content-Length: 100000\r\n\r\nonly the beginning")) {
      assertThat(server.answerTo(request.getBytes(ISO_8859_1), false, false)).isEqualTo(end);
      server.awaitNothingLeft();
    }
    assertThat(RawTls.exchange(server.port(true), "GET " + path + HOST + "\r\n"))
        .isEqualTo(closing == Closing.FIN ? "<FIN>" : "<RST>");
    server.awaitNothingLeft();
    assertThat(server.reached).hasSize(4);
    assertThat(server.gates.responses).containsOnly(path + " 404").hasSize(4);
    assertThat(server.takeLog()).isEmpty();
  }

  @Test
  void whatTheGateLetsPassIsSent() throws Exception {
    server.gates.looksAt = status -> true;
    for (String path : List.of("/status", "/flushed", "/error", "/async", "/good", "/throws")) {
      assertThat(
              server.answerTo(
                  ("GET " + path + HOST + "Connection: close\r\n\r\n").getBytes(ISO_8859_1),
                  false,
                  false))
          .startsWith("HTTP/1.1 ");
    }
    server.awaitNothingLeft();
    assertThat(server.gates.responses)
        .containsExactly(
            "/status 404", "/flushed 404", "/error 404", "/async 404", "/good 200", "/throws 500");
  }

  @Test
  void theServersOwnErrorPageAndTheApplicationsFailure() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    server.gates.looksAt = status -> true;
    server.gates.response =
        (head, response) -> {
          seen.add(
              response.status()
                  + " "
                  + response.isServerErrorPage()
                  + " "
                  + (response.failure() instanceof IllegalStateException));
          return Verdict.PASS;
        };
    for (String path : List.of("/status", "/error", "/throws")) {
      server.answerTo(
          ("GET " + path + HOST + "Connection: close\r\n\r\n").getBytes(ISO_8859_1), false, false);
    }
    assertThat(seen).containsExactly("404 false false", "404 true false", "500 true true");
  }

  @Test
  void aRefusedHeadIsNoMatterOfTheResponseGate() throws Exception {
    drop(400, Closing.FIN);
    assertThat(server.answerTo("GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1), false, false))
        .startsWith("HTTP/1.1 400");
    assertThat(server.gates.responses).isEmpty();
    assertThat(server.gates.malformations).containsExactly(Malformation.SYNTAX);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBareAnswer(boolean post) throws Exception {
    server.gates.request = head -> Verdict.respond("slow down", 429, 7);
    String request =
        post
            ? "POST /x" + HOST + "Connection: close\r\nContent-Length: 5\r\n\r\nhello"
            : "GET /x" + HOST + "Connection: close\r\n\r\n";
    assertThat(server.answerTo(request.getBytes(ISO_8859_1), false, false))
        .startsWith("HTTP/1.1 429 ")
        .contains("Retry-After: 7\r\n", "Content-Length: 0\r\n")
        .doesNotContain("Server:")
        .endsWith("\r\n\r\n");
    server.awaitNothingLeft();
    assertThat(server.reached).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status", "/flushed", "/error", "/async", "/throws"})
  void aBareAnswerInPlaceOfTheApplications(String path) throws Exception {
    server.gates.looksAt = status -> status >= 404;
    server.gates.response = (head, response) -> Verdict.respond("closed", 444, 0);
    String request = " " + path + HOST + "Content-Length: 5\r\n\r\nhello";
    String last = "GET /good" + HOST + "Connection: close\r\n\r\n";
    // The connection is used again, but where Jetty closes it.
    String answers = server.answerTo(("POST" + request + last).getBytes(ISO_8859_1), false, false);
    assertThat(answers)
        .startsWith("HTTP/1.1 444 ")
        .contains("Content-Length: 0\r\n")
        .doesNotContain("<html");
    assertThat(answers.substring(0, answers.indexOf("\r\n\r\n"))).doesNotContain("Server:");
    server.awaitNothingLeft();
    assertThat(server.gates.responses).contains(path + (path.equals("/throws") ? " 500" : " 404"));
  }

  @Test
  void aBareAnswerOverHttp2() throws Exception {
    Verdict verdict = Verdict.respond("closed", 404, 0);
    server.gates.request =
        head -> head.target().toString().startsWith("/bad") ? verdict : Verdict.PASS;
    server.gates.looksAt = status -> status == 200;
    server.gates.response = (head, response) -> verdict;
    try (RawHttp2 client = new RawHttp2(server.connect(false), ClassicResponseTest::status)) {
      client.get(1, "/bad");
      assertThat(client.next()).isEqualTo("HEADERS 1 end 404");
      client.get(3, "/good");
      assertThat(next(client)).isEqualTo("HEADERS 3 end 404");
      client.get(5, "/good");
      assertThat(next(client)).isEqualTo("HEADERS 5 end 404");
    }
    server.awaitNothingLeft();
    assertThat(server.reached).containsExactly("GET /good", "GET /good");
    assertThat(server.takeLog()).isEmpty();
  }

  @Test
  void watchedRequestsAreOver() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    server.gates.watching = true;
    server.gates.request = head -> Verdict.passing(new Watch(told));
    assertThat(
            server.answerTo(
                ("POST /good" + HOST + "Connection: close\r\nContent-Length: 5\r\n\r\nhello")
                    .getBytes(ISO_8859_1),
                false,
                false))
        .startsWith("HTTP/1.1 200");
    server.await(() -> told.contains("completed"));
    assertThat(told).contains("5");
    told.clear();
    // Refused after it has passed: a body that the client does not finish.
    server.answerTo(
        ("POST /good" + HOST + "Content-Length: 5\r\n\r\nhel").getBytes(ISO_8859_1), true, false);
    server.await(() -> told.contains("completed"));
  }

  private static final class Watch implements RequestWatch {
    private final List<String> told;

    Watch(List<String> told) {
      this.told = told;
    }

    @Override
    public void bodyAwaited() {
      told.add("awaited");
    }

    @Override
    public void bodyArrived(long bytes) {
      told.add(Long.toString(bytes));
    }

    @Override
    public void completed() {
      told.add("completed");
    }
  }

  @Test
  void oneStreamOfMany() throws Exception {
    Verdict verdict = Verdict.drop("bad", Closing.FIN, false);
    server.gates.request =
        head -> head.target().toString().startsWith("/bad") ? verdict : Verdict.PASS;
    server.gates.looksAt = status -> status == 404;
    server.gates.response = (head, response) -> verdict;
    try (RawHttp2 client = new RawHttp2(server.connect(false), ClassicResponseTest::status)) {
      client.get(1, "/bad");
      assertThat(client.next()).isEqualTo("RST_STREAM 1 8");
      client.get(3, "/good");
      assertThat(client.next()).isEqualTo("HEADERS 3 200");
      assertThat(client.next()).startsWith("DATA 3");
      client.get(5, "/status");
      assertThat(next(client)).isEqualTo("RST_STREAM 5 8");
      client.get(7, "/error");
      assertThat(next(client)).isEqualTo("RST_STREAM 7 8");
      for (int stream = 9; stream < 49; stream += 2) {
        client.head(stream, "POST", "/bad", false);
        client.data(stream, 10_000, true);
        assertThat(next(client)).isEqualTo("RST_STREAM " + stream + " 8");
      }
      client.get(49, "/good");
      assertThat(next(client)).isEqualTo("HEADERS 49 200");
    }
    server.awaitNothingLeft();
    assertThat(server.reached)
        .containsExactly("GET /good", "GET /status", "GET /error", "GET /good");
    assertThat(server.takeLog()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bad", "/status"})
  void theWholeConnection(String path) throws Exception {
    Verdict verdict = Verdict.drop("bad", Closing.RST, true);
    server.gates.request =
        head -> head.target().toString().startsWith("/bad") ? verdict : Verdict.PASS;
    server.gates.looksAt = status -> status == 404;
    server.gates.response = (head, response) -> verdict;
    try (RawHttp2 client = new RawHttp2(server.connect(false), ClassicResponseTest::status)) {
      client.get(1, path);
      assertThat(client.next()).isIn("EOF", "RST");
    }
    server.awaitNothingLeft();
    assertThat(server.takeLog()).isEmpty();
  }

  /** Empty DATA that ends an answered stream may come late. */
  private static String next(RawHttp2 client) throws IOException {
    String frame = client.next();
    while (frame.startsWith("DATA")) {
      frame = client.next();
    }
    return frame;
  }

  /** The first field, which is indexed (RFC 7541 appendix A); after updates of the table's size. */
  private static String status(byte[] block) {
    int i = 0;
    while ((block[i] & 0xe0) == 0x20) {
      i++;
    }
    switch (block[i] & 0xff) {
      case 0x88:
        return "200";
      case 0x8d:
        return "404";
      default:
        return "?";
    }
  }

  private void drop(int status, Closing closing) {
    server.gates.looksAt = given -> given == status;
    server.gates.response = (head, response) -> Verdict.drop("bad", closing, false);
  }
}
