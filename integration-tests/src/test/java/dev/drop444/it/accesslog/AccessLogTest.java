package dev.drop444.it.accesslog;

import static dev.drop444.it.clients.Caller.SILENCE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Http2;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server's own access log has one line for each request that was answered, as without the
 * agent, and for each that was dropped one with status 444 and no bytes, or none, as the
 * configuration says.
 */
@ParameterizedClass(name = "{0} {1}")
@MethodSource("servers")
class AccessLogTest {

  private static final Setup WITH_DROPS =
      Setup.agent("access-log")
          .option("-Dtest.access-log=true")
          .with("spare-loopback", "false")
          .with("rule.refused.status", "403")
          .with("rule.refused.path", "/refused")
          .with("rule.often.path", "/headers")
          .with("rule.often.rate", "1/m")
          .with("rule.often.burst", "1")
          .with("rule.often.action", "respond");

  private static final Setup WITHOUT_DROPS =
      WITH_DROPS.named("access-log-without-drops").with("access-log", "false");

  private static final Setup MONITOR =
      WITH_DROPS.named("access-log-monitor").with("mode", "monitor");

  private static final String CLIENT = "127.0.60.1";

  /** What of the dropped requests comes to the application, which asks for the drop, or a rule. */
  private static final List<String> RESPONSES =
      List.of(
          "GET /.env HTTP/1.1",
          "GET /refused HTTP/1.1",
          "GET /444/status HTTP/1.1",
          "GET /.env HTTP/2.0",
          "GET /refused HTTP/2.0",
          "GET /444/status HTTP/2.0");

  private static final String REQUEST = "GET /hello HTTP/1.1";

  private static final Running RUNNING = new Running();

  private final Server server;
  private final Setup setup;

  AccessLogTest(Server server, Setup setup) {
    this.server = server;
    this.setup = setup;
  }

  /** The newest of each family, and of Jetty what is guarded by other code; or those asked for. */
  static List<Arguments> servers() {
    Stream<Server> servers =
        Servers.chosen()
            ? Servers.all().stream().filter(server -> !server.name().startsWith("standalone"))
            : Stream.concat(Servers.families().stream(), Stream.of(Servers.jetty("11.0.26")));
    return servers
        .flatMap(
            server ->
                Stream.of(WITH_DROPS, WITHOUT_DROPS, MONITOR)
                    .map(setup -> arguments(server, setup)))
        .collect(Collectors.toList());
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server, Setup setup) {
    RUNNING.start(server, setup);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    RUNNING.stop();
  }

  private boolean isUndertow() {
    return server.name().startsWith("undertow");
  }

  @Test
  void hasALineForEachRequest() throws IOException {
    boolean dropping = !setup.equals(MONITOR);
    List<String> expected = new ArrayList<>();
    Caller client = new Caller(CLIENT, RUNNING.server().plainPort());
    assertThat(client.get("/hello")).isEqualTo("200");
    expected.add("GET /hello HTTP/1.1\" 200");
    assertThat(client.post("/echo", "a=b")).isEqualTo("200");
    expected.add("POST /echo HTTP/1.1\" 200");
    assertThat(client.get("/headers")).isEqualTo("200");
    expected.add("GET /headers HTTP/1.1\" 200");
    assertThat(client.get("/headers")).isEqualTo(dropping ? "429" : "200");
    if (!dropping) {
      expected.add("GET /headers HTTP/1.1\" 200");
    } else if (!isUndertow()) {
      // Undertow's log is a handler, and sees nothing of what is answered before all handlers.
      expected.add("GET /headers HTTP/1.1\" 429");
    }
    drop(client, expected);
    dropOverHttp2(expected);
    assertThat(client.get("/large")).isEqualTo("200");
    expected.add("GET /large HTTP/1.1\" 200");
    assertLogged(expected);
  }

  private void drop(Caller client, List<String> expected) throws IOException {
    String scanned = client.ask(Request.get("/hello").with("User-Agent", "sqlmap/1"));
    List<String> statuses =
        List.of(scanned, client.get("/.env"), client.get("/refused"), client.get("/444/status"));
    if (setup.equals(MONITOR)) {
      assertThat(statuses).containsExactly("200", "404", "403", "444");
      expected.add("GET /hello HTTP/1.1\" 200");
      expected.add("GET /.env HTTP/1.1\" 404");
      expected.add("GET /refused HTTP/1.1\" 403");
      expected.add("GET /444/status HTTP/1.1\" 444");
      return;
    }
    assertThat(statuses).containsOnly(SILENCE);
    try (Wire wire = Wire.plain(CLIENT, RUNNING.server().plainPort())) {
      wire.send(
          "GET /malformed HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(wire.receiveAll()).isEmpty();
    }
  }

  private void dropOverHttp2(List<String> expected) throws IOException {
    try (Wire wire = Wire.plain(CLIENT, RUNNING.server().plainPort())) {
      Http2 http = new Http2(wire, false);
      for (String target : List.of("/.env", "/refused", "/444/status", "/hello")) {
        Http2.Stream stream = http.send(Request.get(target));
        http.await(stream);
        boolean answered = setup.equals(MONITOR) || target.equals("/hello");
        assertThat(stream.response() != null).as(target).isEqualTo(answered);
        if (stream.response() != null) {
          expected.add("GET " + target + " HTTP/2.0\" " + stream.response().status());
        }
      }
      // A server may not be done with a request when the client has its answer.
      Await.that(
          "the line of the last one",
          () -> RUNNING.server().file("access.log").since(0),
          lines -> lines.stream().anyMatch(line -> line.contains("/hello HTTP/2.0")));
    }
  }

  private void assertLogged(List<String> answered) {
    List<String> dropped = new ArrayList<>();
    if (setup.equals(WITH_DROPS)) {
      dropped.addAll(RESPONSES);
      if (!isUndertow()) {
        dropped.add(REQUEST);
      }
    }
    // Of what is malformed not each server knows what was asked for.
    int malformed = setup.equals(WITH_DROPS) && !isUndertow() ? 1 : 0;
    int all = answered.size() + dropped.size() + malformed;
    // A line is written when its response is over, so that another may come before it.
    List<String> lines =
        Await.that(
            "a line of each request",
            () -> RUNNING.server().file("access.log").since(0),
            written -> written.size() >= all);
    assertThat(lines).as(String.join("\n", lines)).hasSize(all);
    assertThat(lines).allMatch(line -> line.startsWith(CLIENT + " \""));
    List<String> rest = new ArrayList<>();
    lines.forEach(line -> rest.add(line.substring(CLIENT.length() + 2)));
    for (String line : dropped) {
      assertThat(rest.remove(line + "\" 444 0"))
          .as(line + " in\n" + String.join("\n", lines))
          .isTrue();
    }
    if (malformed > 0) {
      List<String> others = new ArrayList<>(rest);
      others.removeIf(line -> !line.endsWith("\" 444 0"));
      assertThat(others).hasSize(1);
      rest.removeAll(others);
    }
    assertThat(rest.stream().map(line -> line.replaceFirst(" \\d+$", "")))
        .containsExactlyInAnyOrderElementsOf(answered);
  }
}
