package dev.drop444.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Http2;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attaching guards a server that runs, and detaching leaves it as it was. */
class AttachTest {

  private static final Request GOOD = Request.get("/hello");
  private static final Request SCANNER = Request.get("/hello").with("User-Agent", "sqlmap/1.8");

  static List<Server> servers() {
    return Servers.families();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void guardsAndLeavesNothing(Server kind) throws IOException {
    Operator operator = Operator.withAgent();
    try (ServerProcess server = ServerProcess.start(kind, Setup.BARE.named("attach"))) {
      allAnswer(server, SCANNER, "200");
      Rest rest = Rest.of(server);
      long descriptors = server.descriptors();
      Map<Protocol, OpenConnection> before = open(server);

      JavaRun attached = operator.attaches(server, "rule.page.path=/of-settings");
      assertThat(attached.output()).contains("attached drop444 ", "guards ");
      assertThat(operator.guardOf(server)).contains("drop444 ");
      guards(server, before);
      Map<Protocol, OpenConnection> during = open(server);

      assertThat(operator.detaches(server).output()).contains("detached drop444 ");
      assertThat(operator.guardOf(server)).doesNotContain("drop444 0");
      during.forEach(
          (protocol, connection) ->
              assertThat(connection.ask(SCANNER)).as("after, on " + protocol).isEqualTo("200"));
      allAnswer(server, SCANNER, "200");
      before.values().forEach(OpenConnection::close);
      during.values().forEach(OpenConnection::close);
      rest.await();
      leftNothing(server, descriptors);
    }
  }

  /** Nobody tells us the end of a request that was under way when we left. */
  @ParameterizedTest
  @MethodSource("servers")
  void requestsThatOutliveItLeaveNothing(Server kind) throws IOException {
    Operator operator = Operator.withAgent();
    Map<Protocol, Wire> wires = new EnumMap<>(Protocol.class);
    try (ServerProcess server = ServerProcess.start(kind, Setup.BARE.named("outlived"))) {
      operator.attaches(server);
      Map<Protocol, Supplier<@Nullable Response>> answers = new EnumMap<>(Protocol.class);
      for (Protocol protocol : Protocol.values()) {
        Wire wire = protocol.connect("127.0.0.1", server);
        wires.put(protocol, wire);
        answers.put(protocol, waiting(wire, protocol));
      }
      Await.that("all to wait", server::waiting, count -> count == answers.size());
      operator.detaches(server);
      server.openDoors();
      answers.forEach(
          (protocol, answer) -> assertThat(answer.get()).as(protocol.toString()).isNotNull());
      Await.that("nothing of ours on the heap", () -> Operator.remains(server), Set::isEmpty);
    } finally {
      wires.values().forEach(Wire::close);
    }
  }

  /** Asks for what the application holds back. */
  private static Supplier<@Nullable Response> waiting(Wire wire, Protocol protocol) {
    Request request = Request.get("/wait");
    if (!protocol.http2()) {
      wire.send(request.http1());
      return () -> new Http1(wire).receive();
    }
    Http2 http2 = new Http2(wire, protocol.secure());
    Http2.Stream stream = http2.send(request);
    return () -> {
      http2.await(stream);
      return stream.response();
    };
  }

  private static void guards(ServerProcess server, Map<Protocol, OpenConnection> before)
      throws IOException {
    before.forEach(
        (protocol, connection) -> {
          assertThat(connection.ask(GOOD)).as("open before, " + protocol).isEqualTo("200");
          assertThat(connection.ask(SCANNER))
              .as("open before, " + protocol)
              .isEqualTo(protocol.http2() ? "RST_STREAM 8" : "closed, FIN");
        });
    allAnswer(server, GOOD, "200");
    for (Protocol protocol : Protocol.values()) {
      for (Request bad : List.of(SCANNER, Request.get("/of-settings"))) {
        assertThat(Conversation.of(bad).hold(server, protocol, "127.0.0.1").ending())
            .as(bad + " " + protocol)
            .isEqualTo(protocol.http2() ? "RST_STREAM 8, next stream 200" : "closed, 0 bytes, FIN");
      }
    }
  }

  private static Map<Protocol, OpenConnection> open(ServerProcess server) throws IOException {
    Map<Protocol, OpenConnection> open = new EnumMap<>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      OpenConnection connection = new OpenConnection(server, protocol);
      open.put(protocol, connection);
      assertThat(connection.ask(GOOD)).as(protocol.toString()).isEqualTo("200");
    }
    return open;
  }

  private static void allAnswer(ServerProcess server, Request request, String answer)
      throws IOException {
    for (Protocol protocol : Protocol.values()) {
      assertThat(Conversation.of(request).hold(server, protocol, "127.0.0.1").ending())
          .as(protocol.toString())
          .isEqualTo(answer);
    }
  }

  private static void leftNothing(ServerProcess server, long descriptors) {
    Await.that(
        "nothing of ours on the heap", () -> Operator.remains(server), seen -> seen.isEmpty());
    assertThat(server.threads()).noneMatch(name -> name.startsWith("drop444"));
    // The JVM keeps the jar open for the launcher, and a socket for those who attach.
    Await.that(
        "no more than two descriptors more than before",
        server::descriptors,
        now -> now <= descriptors + 2);
  }
}
