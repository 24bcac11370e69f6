package dev.drop444.it.bans;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What adds up to a ban: malformed requests, failures of the application, pages that are not there.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class StrikesTest {

  private static final Setup SETUP =
      Setup.agent("strikes")
          .with("spare-loopback", "false")
          .with("rule.crash.exception", "*IllegalStateException")
          .with("rule.crash.maxretry", "3")
          .with("rule.crash.action", "ban")
          .with("rule.walk.status", "404")
          .with("rule.walk.maxretry", "6")
          .with("rule.walk.distinct", "path")
          .with("rule.walk.action", "ban");

  private static final Running RUNNING = new Running();

  StrikesTest(Server server) {}

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
  void requestsThatNobodySendsByMistake() {
    Caller attacker = from("127.0.52.66");
    for (int i = 0; i < 5; i++) {
      // What httpoxy attacks send, and nobody else.
      Request odd = Request.get("/hello?" + i).with("Proxy", "http://127.0.0.1:9/");
      assertThat(attacker.ask(odd)).isEqualTo(SILENCE);
    }
    assertThat(attacker.refusal()).isEqualTo(End.RST);
  }

  @Test
  void failuresOfTheApplication() {
    Caller attacker = from("127.0.52.67");
    assertThat(attacker.get("/boom?1")).isEqualTo("500");
    assertThat(attacker.get("/boom?2")).isEqualTo("500");
    assertThat(attacker.get("/boom?3")).isEqualTo(SILENCE);
    assertThat(attacker.refusal()).isEqualTo(End.RST);
  }

  @Test
  void differentPagesThatAreNotThere() {
    Caller walker = from("127.0.52.68");
    for (int i = 1; i < 6; i++) {
      assertThat(walker.get("/page-" + i)).isEqualTo("404");
    }
    assertThat(walker.get("/page-6")).isEqualTo(SILENCE);
    assertThat(walker.refusal()).isEqualTo(End.RST);
  }

  @Test
  void onePageThatIsNotThereHoweverOften() {
    Caller visitor = from("127.0.52.69");
    for (int i = 0; i < 20; i++) {
      assertThat(visitor.get("/favicon.ico?" + i)).isEqualTo("404");
    }
    assertThat(visitor.get("/hello")).isEqualTo("200");
  }
}
