package dev.drop444.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** So many connections, and so many requests, at a time for each client. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class ConcurrencyTest {

  private static final Setup SETUP =
      Setup.agent("concurrency")
          .with("spare-loopback", "false")
          .with("rule.crowd.connections", "10")
          .with("rule.heavy.path", "/wait")
          .with("rule.heavy.requests", "3")
          .with("rule.heavy.action", "respond")
          .with("rule.heavy.status-code", "503");

  private static final Running RUNNING = new Running();

  ConcurrencyTest(Server server) {}

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

  private static Caller from(String address) {
    return new Caller(address, RUNNING.server().plainPort());
  }

  @Test
  void connections() throws IOException {
    Rest rest = Rest.of(RUNNING.server());
    int port = RUNNING.server().plainPort();
    List<Wire> held = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        Wire wire = Wire.plain("127.0.41.66", port);
        held.add(wire);
        Http1 http = new Http1(wire);
        http.send(Request.get("/hello").http1());
        assertThat(http.receive()).as("on connection " + i).isNotNull();
      }
      for (int i = 0; i < 5; i++) {
        assertThat(from("127.0.41.66").refusal()).as("one too many").isEqualTo(End.RST);
      }
      assertThat(from("127.0.41.1").get("/hello")).as("somebody else").isEqualTo("200");
    } finally {
      held.forEach(Wire::close);
    }
    rest.await();
    Await.that("room again", () -> from("127.0.41.66").get("/hello"), "200"::equals);
  }

  @Test
  void requests() throws IOException {
    Rest rest = Rest.of(RUNNING.server());
    List<Wire> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Wire wire = Wire.plain("127.0.41.67", RUNNING.server().plainPort());
        waiting.add(wire);
        wire.send(Request.get("/wait").http1());
      }
      Await.that("three that wait", RUNNING.server()::waiting, count -> count == 3);
      assertThat(from("127.0.41.67").get("/wait")).as("one too many").isEqualTo("503");
      assertThat(from("127.0.41.67").get("/hello")).as("another page").isEqualTo("200");
      RUNNING.server().openDoors();
      for (Wire wire : waiting) {
        Response response = new Http1(wire).receive();
        assertThat(response).isNotNull();
      }
    } finally {
      waiting.forEach(Wire::close);
    }
    // What is over, for the server as well, does not count any more.
    rest.await();
    try (Wire wire = Wire.plain("127.0.41.67", RUNNING.server().plainPort())) {
      wire.send(Request.get("/wait").http1());
      Await.that("one that waits", RUNNING.server()::waiting, count -> count == 1);
      RUNNING.server().openDoors();
      assertThat(new Http1(wire).receive()).isNotNull();
    }
  }
}
