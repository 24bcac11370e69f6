package dev.drop444.it.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bare signal on the wire, as a trusted proxy sees it: nothing but a status, on a connection
 * that others go on using.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class SignalTest {

  private static final String PROXY = "127.0.0.1";

  /** What a server must or may say about the connection itself. */
  private static final Set<String> TECHNICAL =
      Set.of("content-length", "date", "connection", "keep-alive");

  private static final Setup SETUP =
      Setup.agent("signal")
          .with("trusted-proxies", PROXY)
          .with("rule.refused.status", "403")
          .with("rule.refused.path", "/refused")
          // Or the client would soon be banned, which is another story.
          .with("rule.repeat.enabled", "false");

  private static final Running RUNNING = new Running();

  SignalTest(Server server) {}

  static List<Server> servers() {
    return Servers.families();
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    RUNNING.start(server, SETUP);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    RUNNING.stop();
  }

  /** Requests that are dropped before dispatch, in place of a response, and by the application. */
  static List<Request> dropped() {
    return List.of(
        forwarded(Request.get("/hello").with("User-Agent", "sqlmap/1.8")),
        forwarded(Request.post("/echo", 1_000).with("User-Agent", "sqlmap/1.8")),
        forwarded(Request.get("/refused")),
        forwarded(Request.get("/444/status")),
        forwarded(Request.get("/444/large")));
  }

  private static Request forwarded(Request request) {
    return request.with("X-Forwarded-For", "203.0.113.7");
  }

  @ParameterizedTest
  @MethodSource("dropped")
  void isBareAndTheConnectionLivesOn(Request request) throws IOException {
    for (Protocol protocol : List.of(Protocol.HTTP1, Protocol.HTTP1_TLS)) {
      try (Wire wire = protocol.connect(PROXY, RUNNING.server())) {
        Http1 http = new Http1(wire);
        for (int i = 0; i < 3; i++) {
          http.send(request.http1());
          mustBeBare(http.receive());
          http.send(forwarded(Request.get("/hello")).http1());
          Response next = http.receive();
          assertThat(next).as("somebody else's request").isNotNull();
          assertThat(next == null ? 0 : next.status()).isEqualTo(200);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dropped")
  void isBareInHttp2(Request request) throws IOException {
    for (Protocol protocol : List.of(Protocol.H2, Protocol.H2_TLS)) {
      Conversation.Seen seen =
          new Conversation(List.of(), false, request).hold(RUNNING.server(), protocol, PROXY);
      Response signal = seen.response();
      assertThat(signal).as(protocol + ": " + seen.ending()).isNotNull();
      if (signal != null) {
        assertThat(signal.status()).isEqualTo(444);
        assertThat(signal.text().lines().map(line -> line.replaceFirst("(.):.*", "$1")))
            .as(signal.text())
            .allMatch(name -> name.equals(":status") || TECHNICAL.contains(name));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dropped")
  void closesOnlyWhereTheProxyWantsIt(Request request) throws IOException {
    try (Wire wire = Protocol.HTTP1.connect(PROXY, RUNNING.server())) {
      Http1 http = new Http1(wire);
      http.send(request.with("Connection", "close").http1());
      mustBeBare(http.receive());
      assertThat(http.receiveAll()).isEmpty();
      assertThat(wire.end()).isNotEqualTo(End.OPEN);
    }
  }

  private static void mustBeBare(@Nullable Response response) {
    assertThat(response).as("the signal").isNotNull();
    if (response == null) {
      return;
    }
    assertThat(response.status()).isEqualTo(444);
    assertThat(response.text()).as("without a body").endsWith("\r\n\r\n");
    List<String> lines = response.text().lines().collect(Collectors.toList());
    assertThat(lines.get(0)).matches("HTTP/1\\.1 444 ?\\w*");
    assertThat(lines.subList(1, lines.size() - 1))
        .as(response.text())
        .allMatch(line -> TECHNICAL.contains(line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT)))
        .anyMatch(line -> line.equalsIgnoreCase("Content-Length: 0"));
  }
}
