package dev.drop444.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server of a version that we do not know works as without us, and one line says so. */
class UnknownVersionTest {

  /** Outside of what the hooks declare, and close enough for the mains to run on. */
  static List<Server> servers() {
    return List.of(
        Servers.tomcat("10.0.12"), Servers.jetty("12.0.12"), Servers.undertow("1.4.28.Final"));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void isLeftAlone(Server server) throws IOException {
    Setup setup = Setup.agent("unknown").with("deny", "127.0.0.66");
    try (ServerProcess process = ServerProcess.start(server, setup)) {
      Request scanner = Request.get("/hello").with("User-Agent", "sqlmap/1.8");
      for (Protocol protocol : Protocol.values()) {
        assertThat(Conversation.of(scanner).hold(process, protocol, "127.0.0.1").ending())
            .as(protocol.toString())
            .isEqualTo("200");
      }
      // Undertow's listener is XNIO, of which the version is known: it guards what it can.
      if (!server.name().startsWith("undertow")) {
        assertThat(Conversation.of(scanner).hold(process, Protocol.HTTP1, "127.0.0.66").ending())
            .isEqualTo("200");
      }
      String version = server.name().substring(server.name().indexOf('-') + 1);
      List<String> lines =
          Await.that("a line about it", () -> about(process), seen -> !seen.isEmpty());
      assertThat(lines).as("lines about it").hasSize(1);
      assertThat(lines.get(0)).contains(version);
    }
  }

  private static List<String> about(ServerProcess process) {
    return process.log().since(0).stream()
        .filter(line -> line.contains(" alone: "))
        .collect(Collectors.toList());
  }
}
