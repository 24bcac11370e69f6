package dev.drop444.it.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Spring Boot application, as it is, asks for silence. */
class SpringBootTest {

  static List<Server> servers() {
    return Servers.springBoot();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void silence(Server server) {
    try (ServerProcess process = ServerProcess.start(server, Setup.agent("spring-boot"))) {
      Caller client = new Caller("127.0.0.1", process.plainPort());
      assertThat(client.get("/hello")).isEqualTo("200");
      assertThat(client.get("/444/entity")).isEqualTo(Caller.SILENCE);
      assertThat(client.get("/444/entity-body")).isEqualTo(Caller.SILENCE);
      // Spring Boot's error page makes 500 of a status for which Spring has no name (6.2).
      assertThat(client.get("/444/exception")).isEqualTo("500");
      assertThat(client.get("/boom")).isEqualTo("500");
      assertThat(client.get("/hello")).isEqualTo("200");
    }
  }
}
