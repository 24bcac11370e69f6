package dev.drop444.it.packagings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.attach.Operator;
import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Answer;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spring Boot's executable jars, started as they are deployed: {@code java -javaagent:drop444.jar
 * -jar app.jar}.
 */
class ExecutableJarTest {

  private static final Setup SETUP =
      Setup.agent("executable-jar")
          .with("deny", "127.0.0.66")
          .with("rule.hidden.path", "/actuator/**");

  private static final Request HELLO = Request.get("/hello");
  private static final Request SCANNER = HELLO.with("User-Agent", "sqlmap/1.8");

  private static final List<Request> GOOD =
      List.of(HELLO, Request.get("/missing"), Request.get("/boom"), Request.post("/hello", 1_000));

  /** In Spring Boot's own error page. */
  private static final Pattern TIMESTAMP = Pattern.compile("(\"timestamp\":)\"[^\"]*\"");

  static List<Server> servers() {
    return Servers.executableJars();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void areGuardedFromStartUntilDetach(Server kind) throws IOException {
    List<String> bare = answersWithoutAgent(kind);
    try (ServerProcess server = ServerProcess.start(kind, SETUP)) {
      Caller visitor = new Caller("127.0.61.1", server.plainPort());
      assertThat(server.log().all()).contains("guards ");
      assertThat(server.loads("dev.drop444.engine.Engine")).isEqualTo("absent");
      assertThat(answers(visitor)).isEqualTo(bare);

      long mark = server.log().mark();
      long visits = server.visits();
      assertSilence(server, SCANNER.http1());
      assertSilence(server, Request.post("/hello", 1_000).with("User-Agent", "nikto").http1());
      assertSilence(server, Request.get("/x/../actuator/env").http1());
      assertSilence(server, Request.get("/.env").http1());
      assertSilence(server, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
      assertThat(visitor.get("/444/entity")).isEqualTo(Caller.SILENCE);
      assertThat(new Caller("127.0.0.66", server.plainPort()).refusal()).isEqualTo(End.RST);
      assertThat(server.visits()).as("what the application has seen of it").isEqualTo(visits);
      assertThat(answers(visitor)).isEqualTo(bare);
      Await.that(
          "lines of " + server.log().file(),
          () -> DropLines.rules(server.log().since(mark)),
          List.of("scanners", "scanners", "hidden", "probes", "malformed", "app-signal", "deny")
              ::equals);

      Operator.withAgent().detaches(server);
      assertThat(visitor.ask(SCANNER)).isEqualTo("200");
      assertThat(new Caller("127.0.0.66", server.plainPort()).get("/hello")).isEqualTo("200");
      assertThat(answers(visitor)).isEqualTo(bare);
    }
  }

  private static List<String> answersWithoutAgent(Server kind) {
    try (ServerProcess server = ServerProcess.start(kind, Setup.BARE)) {
      return answers(new Caller("127.0.61.1", server.plainPort()));
    }
  }

  private static List<String> answers(Caller visitor) {
    List<String> answers = new ArrayList<>();
    for (Request request : GOOD) {
      Response answer = Objects.requireNonNull(visitor.answer(request), request::toString);
      answers.add(TIMESTAMP.matcher(answer.comparable()).replaceAll("$1(masked)"));
    }
    return answers;
  }

  private static void assertSilence(ServerProcess server, String bytes) throws IOException {
    assertSilence(server, bytes.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertSilence(ServerProcess server, byte[] bytes) throws IOException {
    try (Wire wire = Wire.plain("127.0.61.2", server.plainPort())) {
      Answer answer = Answer.unhurried(wire, bytes);
      assertThat(answer.words()).isEqualTo("nothing");
      assertThat(answer.end()).isEqualTo(End.FIN);
    }
  }
}
