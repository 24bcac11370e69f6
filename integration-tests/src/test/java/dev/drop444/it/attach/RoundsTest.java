package dev.drop444.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In and out again and again while good clients come and go: not one request of theirs fails. As
 * many rounds as the system property {@code drop444.test.rounds} says.
 */
class RoundsTest {

  private static final int ROUNDS = Integer.getInteger("drop444.test.rounds", 5);

  static List<Server> servers() {
    return Servers.families();
  }

  @ParameterizedTest
  @MethodSource("servers")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void costNoRequest(Server kind) throws Exception {
    try (ServerProcess server = ServerProcess.start(kind, Setup.BARE.named("rounds"));
        GoodClients clients = GoodClients.come(server)) {
      Request scanner = Request.get("/hello").with("User-Agent", "sqlmap/1.8");
      for (int round = 1; round <= ROUNDS; round++) {
        order(server, "attach");
        clients.seeMore();
        assertThat(Conversation.of(scanner).hold(server, Protocol.HTTP1, "127.0.0.1").ending())
            .as("round " + round)
            .isEqualTo("closed, 0 bytes, FIN");
        order(server, "detach");
        clients.seeMore();
        assertThat(clients.failures()).as("round " + round).isEmpty();
      }
      Await.that(
          "nothing of ours on the heap, with all clients still there",
          () -> Operator.remains(server),
          Set::isEmpty);
    }
  }

  /** As the command line does it, without a JVM for each. */
  private static void order(ServerProcess server, String verb) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
    try {
      machine.loadAgent(
          Surroundings.agent().toString(),
          "run:" + Surroundings.agent().toUri() + "\norder " + verb + " 1\n");
      Properties properties = machine.getAgentProperties();
      assertThat(properties.getProperty("drop444.reply")).startsWith("1\ngood\n");
    } finally {
      machine.detach();
    }
  }
}
