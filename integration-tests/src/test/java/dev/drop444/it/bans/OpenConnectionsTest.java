package dev.drop444.it.bans;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.clients.WebSocket;
import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A ban ends what the client still has open, whatever it is, and nothing of anybody else. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class OpenConnectionsTest {

  private static final Setup SETUP =
      Setup.agent("open-connections")
          .with("spare-loopback", "false")
          .with("rule.trap.path", "/trap")
          .with("rule.trap.action", "ban");

  private static final Running RUNNING = new Running();

  OpenConnectionsTest(Server server) {}

  static List<Server> servers() {
    return Servers.stories();
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
  void areEnded() throws IOException {
    Rest rest = Rest.of(RUNNING.server());
    int port = RUNNING.server().plainPort();
    try (WebSocket othersSocket = WebSocket.open("127.0.50.1", port);
        Wire othersIdle = keptAlive("127.0.50.1", Protocol.HTTP1);
        WebSocket socket = WebSocket.open("127.0.50.66", port);
        Wire stream = Wire.plain("127.0.50.66", port);
        Wire idle = keptAlive("127.0.50.66", Protocol.HTTP1);
        Wire idleTls = keptAlive("127.0.50.66", Protocol.HTTP1_TLS);
        Wire silent = Wire.plain("127.0.50.66", port)) {
      assertThat(socket.say("hello")).isEqualTo("heard hello");
      assertThat(othersSocket.say("hello")).isEqualTo("heard hello");
      stream.send(Request.get("/stream").http1());
      assertThat(stream.receive()).isNotEmpty();

      assertThat(from("127.0.50.66").get("/trap")).isEqualTo(SILENCE);

      assertThat(from("127.0.50.66").refusal()).isEqualTo(End.RST);
      assertThat(idle.receiveAll()).as("on the idle connection").isEmpty();
      assertThat(idleTls.receiveAll()).as("on the idle connection in TLS").isEmpty();
      assertThat(silent.receiveAll()).as("on the silent connection").isEmpty();
      assertThat(socket.awaitEnd()).as("the WebSocket").isNotEqualTo(End.OPEN);
      stream.receiveAll();
      assertThat(stream.end()).as("the stream").isNotEqualTo(End.OPEN);

      assertThat(othersSocket.say("still")).isEqualTo("heard still");
      Http1 others = new Http1(othersIdle);
      others.send(Request.get("/hello").http1());
      assertThat(others.receive()).as("somebody else's idle connection").isNotNull();
    } finally {
      RUNNING.server().openDoors();
    }
    rest.await();
  }

  /** A connection on which one request was answered, and which waits for the next. */
  private static Wire keptAlive(String from, Protocol protocol) throws IOException {
    Wire wire = protocol.connect(from, RUNNING.server());
    Http1 http = new Http1(wire);
    http.send(Request.get("/hello").http1());
    assertThat(http.receive()).isNotNull();
    return wire;
  }
}
