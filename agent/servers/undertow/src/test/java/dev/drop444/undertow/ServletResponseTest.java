package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The response gate as servlets come to it. */
@Timeout(60)
class ServletResponseTest {

  private static final String CLOSE = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  /** What the gate is shown of each way to answer, behind status and request. */
  private static final Map<String, String> WAYS = new LinkedHashMap<>();

  static {
    WAYS.put("/status/404", "");
    WAYS.put("/status/444", "");
    WAYS.put("/error/404", "|page");
    WAYS.put("/error/444", "|page");
    WAYS.put("/error/410", "");
    WAYS.put("/message/404", "|page");
    WAYS.put("/large/401", "|x-login:failed");
    WAYS.put("/throwing/500", "|thrown:thrown by a servlet|page");
    WAYS.put("/async/404", "");
    WAYS.put("/async-error/404", "|page");
    WAYS.put("/async-dispatch/444", "|page");
    WAYS.put("/async-timeout/500", "|page");
    WAYS.put("/listening/404", "");
  }

  private final ServerLog log = new ServerLog();

  @AfterEach
  void stop() {
    log.close();
  }

  static Stream<Arguments> jars() throws IOException {
    List<Path> cores = ServerJar.of("undertow-core");
    return ServerJar.of("undertow-servlet").stream()
        .map(servlets -> Arguments.of(newest(cores, lineOf(servlets)), servlets));
  }

  /** The core of the same line: {@code 2.3.0.} or {@code 2.3.2}. */
  private static Path newest(List<Path> cores, String line) {
    return cores.stream()
        .filter(core -> String.valueOf(core.getFileName()).startsWith("undertow-core-" + line))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static String lineOf(Path servlets) {
    int start = "undertow-servlet-".length();
    return String.valueOf(servlets.getFileName()).substring(start, start + "2.3.x".length());
  }

  private static WovenUndertow start(Path core, Path servlets) throws Exception {
    WovenUndertow woven = new WovenUndertow(core, servlets);
    woven.rules.statuses.addAll(List.of(302, 401, 404, 410, 444, 500));
    return woven;
  }

  private static String get(WovenUndertow woven, String target) throws IOException {
    return RawClient.exchange(woven.server.plainPort(), "GET " + target + CLOSE);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyWayOfAnsweringComesToTheGateOnce(Path core, Path servlets) throws Exception {
    try (WovenUndertow woven = start(core, servlets)) {
      for (Map.Entry<String, String> way : WAYS.entrySet()) {
        woven.rules.answered.clear();
        String status = way.getKey().substring(way.getKey().length() - 3);
        assertThat(get(woven, way.getKey())).startsWith("HTTP/1.1 " + status + " ");
        assertThat(woven.rules.answered)
            .as(way.getKey())
            .containsExactly(status + " GET " + way.getKey() + way.getValue());
      }
      woven.rules.answered.clear();
      assertThat(get(woven, "/redirect/302")).startsWith("HTTP/1.1 302 ");
      assertThat(woven.rules.answered)
          .containsExactly("302 GET /redirect/302|location:http://a/login?failed");
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aDropSendsNothing(Path core, Path servlets) throws Exception {
    try (WovenUndertow woven = start(core, servlets)) {
      log.lines.clear();
      for (String way : WAYS.keySet()) {
        for (Verdict verdict : List.of(Rules.FIN, Rules.RST)) {
          woven.rules.response = verdict;
          assertThat(get(woven, way))
              .as(way)
              .isEqualTo(verdict == Rules.FIN ? "" : RawClient.RESET);
        }
      }
      woven.awaitNothingHeld();
      assertThat(woven.rules.answered).hasSize(2 * WAYS.size());
      assertThat(woven.problems).isEmpty();
      assertThat(log.lines).as("beside what Undertow logs of thrown exceptions").hasSize(2);
      assertThat(log.lines).allMatch(line -> line.contains("thrown by a servlet"));
      assertThat(woven.server.notes()).noneMatch(note -> note.startsWith("failed"));
      Await.that(() -> woven.server.notes().stream().filter("written"::equals).count() == 2);
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aBareAnswerTakesThePlaceOfAResponse(Path core, Path servlets) throws Exception {
    try (WovenUndertow woven = start(core, servlets)) {
      woven.rules.response = Verdict.respond("rates", 503, 5);
      for (String way : WAYS.keySet()) {
        if (way.contains("timeout")) {
          // Undertow ends such a connection.
          continue;
        }
        String keep = "GET " + way + " HTTP/1.1\r\nHost: a\r\n\r\n";
        String request = keep + "GET " + way + CLOSE;
        assertThat(
                RawClient.exchange(woven.server.plainPort(), request)
                    .replaceAll("(?m)^Date: [^\\r]*\\r\\n", ""))
            .as(way)
            .isEqualTo(
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"
                    + "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n"
                    + "Retry-After: 5\r\nContent-Length: 0\r\n\r\n");
      }
      woven.awaitNothingHeld();
      assertThat(woven.problems).isEmpty();
    }
  }
}
