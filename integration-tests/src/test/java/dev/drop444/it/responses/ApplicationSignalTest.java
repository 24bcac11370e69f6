package dev.drop444.it.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The application answers with status 444, in every way that a server's API allows, and the client
 * gets nothing.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class ApplicationSignalTest {

  private static final Setup SETUP = Setup.agent("application-signal");

  private static final Running RUNNING = new Running();

  private final Server server;

  ApplicationSignalTest(Server server) {
    this.server = server;
  }

  static List<Server> servers() {
    List<Server> servers = new ArrayList<>(Servers.families());
    servers.add(Servers.undertowServlets());
    return servers;
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    RUNNING.start(server, SETUP);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    RUNNING.stop();
  }

  /** In servlets on Tomcat and Jetty, in a blocking handler on Undertow. */
  private static final List<String> PORTABLE =
      List.of("/444/status", "/444/body", "/444/flushed", "/444/large", "/444/error");

  private static final List<String> SERVLET = List.of("/444/async");

  /** Handlers of Jetty's core, and of Undertow on its I/O thread. */
  private static final List<String> NATIVE =
      List.of("/444/server-status", "/444/server-body", "/444/server-error");

  @TestFactory
  Stream<DynamicTest> ways() {
    return waysOf(server.name())
        .flatMap(way -> Arrays.stream(Protocol.values()).map(protocol -> test(way, protocol)));
  }

  private static Stream<String> waysOf(String server) {
    Stream<String> servlets = Stream.concat(PORTABLE.stream(), SERVLET.stream());
    if (server.startsWith("undertow-servlets")) {
      return servlets.map("/servlets"::concat);
    }
    if (server.startsWith("tomcat")) {
      return servlets;
    }
    Stream<String> portable = server.startsWith("undertow") ? PORTABLE.stream() : servlets;
    return Stream.concat(portable, NATIVE.stream());
  }

  private DynamicTest test(String way, Protocol protocol) {
    return dynamicTest(
        way + ", " + protocol,
        () -> {
          Rest rest = Rest.of(RUNNING.server());
          long mark = RUNNING.server().log().mark();
          Conversation conversation = Conversation.of(Request.get(way));
          assertThat(conversation.hold(RUNNING.server(), protocol, "127.0.0.1").ending())
              .as(server + ", " + way + ", " + protocol)
              .isEqualTo(
                  protocol.http2() ? "RST_STREAM 8, next stream 200" : "closed, 0 bytes, FIN");
          rest.await();
          assertThat(DropLines.others(RUNNING.server().log().since(mark)))
              .as("what the server says about it")
              .isEmpty();
        });
  }

  @Test
  void afterAGoodRequestOnTheSameConnection() throws IOException {
    Request hello = Request.get("/hello");
    Conversation second = new Conversation(List.of(hello), false, Request.get("/444/status"));
    Conversation pipelined = new Conversation(List.of(hello), true, Request.get("/444/body"));
    for (Conversation conversation : List.of(second, pipelined)) {
      Conversation.Seen seen = conversation.hold(RUNNING.server(), Protocol.HTTP1, "127.0.0.1");
      assertThat(seen.before()).hasSize(1);
      assertThat(seen.ending()).startsWith("closed, 0 bytes");
    }
  }
}
