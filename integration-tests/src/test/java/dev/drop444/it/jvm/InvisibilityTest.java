package dev.drop444.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application can load what it could load without the agent, and nothing else. */
class InvisibilityTest {

  private static final List<String> INSIDE =
      List.of(
          "dev.drop444.engine.Engine",
          "dev.drop444.engine.gate.Gates",
          "dev.drop444.weaver.Weaving",
          "dev.drop444.runtime.AgentRuntime",
          "dev.drop444.tomcat.RequestAdvice",
          "dev.drop444.jetty.RequestAdvice",
          "dev.drop444.undertow.RequestAdvice");

  private static final List<String> LIBRARIES =
      List.of(
          "com.github.benmanes.caffeine.cache.Cache",
          "org.objectweb.asm.ClassWriter",
          "ch.qos.logback.classic.Logger",
          // Jetty has it, from its own class path.
          "org.slf4j.Logger");

  static List<Server> servers() {
    return Servers.families();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void theApplicationSeesNoClassOfOurs(Server server) throws IOException {
    try (ServerProcess bare = ServerProcess.start(server, Setup.BARE);
        ServerProcess guarded = ServerProcess.start(server, Setup.agent("invisible"))) {
      Request scanner = Request.get("/hello").with("User-Agent", "sqlmap/1.8");
      assertThat(Conversation.of(scanner).hold(guarded, Protocol.HTTP1, "127.0.0.1").ending())
          .as("the agent is there at all")
          .startsWith("closed, 0 bytes");
      for (String inside : INSIDE) {
        assertThat(guarded.loads(inside)).as(inside).isEqualTo("absent");
      }
      assertThat(loads(guarded)).isEqualTo(loads(bare));
    }
  }

  private static Map<String, String> loads(ServerProcess process) {
    Map<String, String> loads = new TreeMap<>();
    LIBRARIES.forEach(name -> loads.put(name, process.loads(name).replaceAll("@[0-9a-f]+", "")));
    return loads;
  }
}
