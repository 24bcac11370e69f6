package dev.drop444.it.jmx;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.clients.SteadyUser;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In a flood what is bad is dropped before the server has read it, as JMX says, and nothing else.
 */
class EarlyLookTest {

  private static final int FLOOD = 100;

  static List<Server> families() {
    return Servers.families();
  }

  private static Setup setup(String name) {
    return Setup.agent(name).with("spare-loopback", "false").with("rule.trap.path", "/trap");
  }

  private static long early(Server server, JmxClient client) {
    String family = server.name().substring(0, server.name().indexOf('-'));
    return client.number("type=Traffic,server=" + family, "Early");
  }

  private static void flood(Caller caller) {
    for (int i = 0; i < FLOOD; i++) {
      assertThat(caller.get("/trap")).isEqualTo(SILENCE);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aFloodIsDroppedBeforeTheServerHasIt(Server server) throws IOException {
    try (ServerProcess process = ServerProcess.start(server, setup("early"));
        JmxClient client = JmxClient.of(process.pid());
        SteadyUser user =
            SteadyUser.comes(new Caller("127.0.40.2", process.plainPort()), "/large")) {
      Caller caller = new Caller("127.0.40.1", process.plainPort());
      assertThat(early(server, client)).isZero();
      // What has not come along when the server accepts is dropped later.
      Await.that(
          "early drops",
          () -> {
            flood(caller);
            return early(server, client);
          },
          drops -> drops >= FLOOD);
      assertThat(caller.post("/echo", "a=b")).isEqualTo("200");
      user.seesMore();
      user.noticedNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void nothingIsWhereNobodyIsToLook(Server server) throws IOException {
    Setup setup = setup("early-never").with("early-look", "never");
    try (ServerProcess process = ServerProcess.start(server, setup);
        JmxClient client = JmxClient.of(process.pid())) {
      flood(new Caller("127.0.40.1", process.plainPort()));
      assertThat(early(server, client)).isZero();
    }
  }
}
