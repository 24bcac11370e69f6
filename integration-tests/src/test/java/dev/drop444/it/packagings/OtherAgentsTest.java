package dev.drop444.it.packagings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.attach.Operator;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.OtherAgents;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Beside an agent of somebody else that weaves the same classes, before ours on the command line or
 * after it: both do what they do alone.
 */
class OtherAgentsTest {

  private static final String COVERAGE = "coverage.exec";

  private static final Request GOOD = Request.get("/hello");
  private static final Request SCANNER = Request.get("/scanned").with("User-Agent", "sqlmap/1.8");

  /** What nobody may have to say, neither we nor the other agent nor the server. */
  private static final Pattern TROUBLE =
      Pattern.compile("level=(warn|error)|\\b(WARN|WARNING|ERROR|SEVERE)\\b|Exception|Error:");

  /** What a JVM from 24 on says of who still uses Unsafe, as Undertow does by itself. */
  private static final Pattern UNSAFE =
      Pattern.compile("sun\\.misc\\.Unsafe|Please consider reporting this to the maintainers");

  /** A server, and which agent comes first. */
  record Pair(Server server, boolean oursFirst) {

    /** The agents of the JVM in this order. */
    Setup with(String name, List<String> other) {
      List<String> ours = List.of("-javaagent:" + Surroundings.agent());
      List<String> options = new ArrayList<>(oursFirst ? ours : other);
      options.addAll(oursFirst ? other : ours);
      Setup setup = Setup.BARE.named(name).with("rule.hidden.path", "/hidden/**");
      // Or the JVM warns of the detach, from 21 on (JEP 451).
      options.add("-XX:+EnableDynamicAgentLoading");
      for (String option : options) {
        setup = setup.option(option);
      }
      return setup;
    }

    @Override
    public String toString() {
      return server + (oursFirst ? ", ours first" : ", ours last");
    }
  }

  /** Each family with each order in the whole matrix, and otherwise with one. */
  static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    boolean oursFirst = false;
    for (Server server : Servers.families()) {
      pairs.add(new Pair(server, oursFirst));
      if (Surroundings.whole()) {
        pairs.add(new Pair(server, !oursFirst));
      }
      oursFirst = !oursFirst;
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void openTelemetryTracesWhatIsServed(Pair pair) throws IOException {
    Setup setup = pair.with("opentelemetry", OtherAgents.openTelemetry());
    try (ServerProcess server = ServerProcess.start(pair.server(), setup)) {
      guards(server);
      Await.that(
          "spans of good requests",
          () -> spans(server, "/hello").size(),
          // One a protocol before the bad ones, and in HTTP/2 one after each of them.
          count -> count >= Protocol.values().length + 4);
      detachLeavesTheOther(server);
      Await.that("a span after detach", () -> spans(server, "/after"), seen -> !seen.isEmpty());
      noTrouble(server);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void jacocoNotesWhatIsCovered(Pair pair) throws IOException {
    Setup setup = pair.with("jacoco", OtherAgents.jacoco(COVERAGE));
    try (ServerProcess server = ServerProcess.start(pair.server(), setup)) {
      guards(server);
      detachLeavesTheOther(server);
      server.stop();
      noTrouble(server);
      assertThat(
              new String(
                  Files.readAllBytes(server.file(COVERAGE).file()), StandardCharsets.ISO_8859_1))
          .contains("dev/drop444/it/app/Page");
    }
  }

  private static void guards(ServerProcess server) throws IOException {
    for (Protocol protocol : Protocol.values()) {
      assertThat(Conversation.of(GOOD).hold(server, protocol, "127.0.0.1").ending())
          .as(protocol.toString())
          .isEqualTo("200");
      for (Request bad : List.of(SCANNER, Request.get("/hidden/door"))) {
        assertThat(Conversation.of(bad).hold(server, protocol, "127.0.0.1").ending())
            .as(bad + " " + protocol)
            .isEqualTo(protocol.http2() ? "RST_STREAM 8, next stream 200" : "closed, 0 bytes, FIN");
      }
    }
    Await.that(
        "lines of " + server.log().file(),
        () -> DropLines.rules(server.log().since(0)),
        rules -> rules.size() == 2 * Protocol.values().length);
  }

  private static void detachLeavesTheOther(ServerProcess server) throws IOException {
    Operator.withAgent().detaches(server);
    for (Protocol protocol : Protocol.values()) {
      Request after = Request.get("/after").with("User-Agent", "sqlmap/1.8");
      assertThat(Conversation.of(after).hold(server, protocol, "127.0.0.1").ending())
          .as(protocol.toString())
          .isEqualTo("404");
    }
  }

  private static List<String> spans(ServerProcess server, String path) {
    return server.log().since(0).stream()
        .filter(line -> line.contains(" SERVER ") && line.contains("url.path=" + path))
        .toList();
  }

  private static void noTrouble(ServerProcess server) {
    assertThat(DropLines.others(server.log().since(0)))
        .noneMatch(line -> TROUBLE.matcher(line).find() && !UNSAFE.matcher(line).find());
  }
}
