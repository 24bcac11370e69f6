package dev.drop444.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are served by virtual threads are dropped as all others are. */
class VirtualThreadsTest {

  /** JEP 444, of all numbers. */
  private static final int FIRST_JAVA = 21;

  private static final Setup SETUP =
      Setup.agent("virtual-threads")
          .option("-Dtest.virtual-threads=true")
          .with("spare-loopback", "false")
          .with("rule.hidden.path", "/hidden")
          .with("rule.answered.path", "/thread")
          .with("rule.answered.header.x-rule", "answered")
          .with("rule.answered.status", "200")
          .with("rule.trap.path", "/trap")
          .with("rule.trap.action", "ban");

  static List<Server> servers() {
    return Servers.families();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void dropAsOthersDo(Server kind) throws IOException {
    assumeThat(Surroundings.javaVersion()).isGreaterThanOrEqualTo(FIRST_JAVA);
    try (ServerProcess server = ServerProcess.start(kind, SETUP)) {
      Rest rest = Rest.of(server);
      for (Protocol protocol : Protocol.values()) {
        Response answer = hold(server, protocol, Request.get("/thread")).response();
        assertThat(Objects.requireNonNull(answer).comparable()).contains("VirtualThread");
        for (Request dropped :
            List.of(
                Request.get("/hidden"),
                Request.post("/hidden", 100),
                Request.get("/thread").with("X-Rule", "answered"))) {
          assertThat(hold(server, protocol, dropped).ending())
              .as(dropped + " over " + protocol)
              .isEqualTo(
                  protocol.http2() ? "RST_STREAM 8, next stream 200" : "closed, 0 bytes, FIN");
        }
      }
      Caller banned = new Caller("127.0.63.66", server.plainPort());
      assertThat(banned.get("/trap")).isEqualTo(Caller.SILENCE);
      assertThat(banned.refusal()).isEqualTo(End.RST);
      rest.await();
    }
  }

  private static Conversation.Seen hold(ServerProcess server, Protocol protocol, Request request)
      throws IOException {
    return Conversation.of(request).hold(server, protocol, "127.0.63.1");
  }
}
