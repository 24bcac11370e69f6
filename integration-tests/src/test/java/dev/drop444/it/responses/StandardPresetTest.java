package dev.drop444.it.responses;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With nothing configured: probes of what is not there are dropped, and pages that are there are
 * not.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class StandardPresetTest {

  private static final Setup SETUP = Setup.agent("standard").with("spare-loopback", "false");

  private static final Running RUNNING = new Running();

  StandardPresetTest(Server server) {}

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

  @ParameterizedTest
  @ValueSource(strings = {"/.env", "/.git/config", "/wp-login.php", "/shop/.env"})
  void aProbeGetsNothingInPlaceOf404(String path) {
    String address = "127.0.20." + (1 + Math.floorMod(path.hashCode(), 50));
    assertThat(from(address).get(path)).isEqualTo(SILENCE);
    assertThat(from(address).get("/hello")).isEqualTo("200");
  }

  @Test
  void whatTheApplicationServesIsServedWhateverItsName() {
    assertThat(from("127.0.20.60").get("/catalogue.php")).isEqualTo("200");
  }

  @Test
  void whoIsLostGetsTheApplicationsAnswer() {
    Caller visitor = from("127.0.20.61");
    for (int i = 0; i < 20; i++) {
      assertThat(visitor.get("/no-such-page-" + i)).isEqualTo("404");
    }
    // An old link on somebody's page.
    Request oldLink = Request.get("/old.php").with("Referer", "https://blog.example/");
    assertThat(visitor.ask(oldLink)).isEqualTo("404");
    assertThat(visitor.get("/hello")).isEqualTo("200");
  }

  @Test
  void whoGoesOnProbingIsRefusedAtAccept() {
    Caller scanner = from("127.0.20.62");
    for (String path : List.of("/.env", "/.git/config", "/wp-login.php", "/.aws/credentials")) {
      assertThat(scanner.get(path)).isEqualTo(SILENCE);
      assertThat(scanner.get("/hello")).as("after " + path).isEqualTo("200");
    }
    assertThat(scanner.get("/id_rsa")).isEqualTo(SILENCE);
    assertThat(scanner.refusal()).isEqualTo(End.RST);
  }

  /** Java's and curl's clients try again by themselves when a connection is closed. */
  @Test
  void whoAsksForTheSameAgainAtOnceIsNotRefused() {
    Caller visitor = from("127.0.20.63");
    for (int i = 0; i < 8; i++) {
      assertThat(visitor.get("/.env")).isEqualTo(SILENCE);
    }
    assertThat(visitor.get("/hello")).isEqualTo("200");
  }
}
