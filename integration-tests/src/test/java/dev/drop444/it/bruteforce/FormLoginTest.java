package dev.drop444.it.bruteforce;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import java.util.List;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A form that answers failures with 200, or redirects whatever happens: only the application can
 * tell them.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class FormLoginTest {

  private static final Setup SETUP =
      Setup.agent("form-login")
          .with("spare-loopback", "false")
          .with("rule.login.path", "/login")
          .with("rule.login.method", "POST")
          .with("rule.login.response-header.x-login", "failed")
          .with("rule.login.maxretry", "5")
          .with("rule.login.findtime", "10m")
          .with("rule.login.action", "ban")
          .with("rule.signin.path", "/signin")
          .with("rule.signin.method", "POST")
          .with("rule.signin.response-header.location", "*/signin?error*")
          .with("rule.signin.maxretry", "5")
          .with("rule.signin.findtime", "10m")
          .with("rule.signin.action", "ban");

  private static final Running RUNNING = new Running();

  FormLoginTest(Server server) {}

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
  @CsvSource({"/login, 200, 127.0.10.1", "/signin, 302, 127.0.10.2"})
  void whoTriesPasswordsIsRefusedAtAccept(String form, String answer, String address) {
    Caller attacker = from(address);
    for (int i = 1; i < 5; i++) {
      assertThat(attacker.post(form, "user=ada&password=guess-" + i)).isEqualTo(answer);
    }
    // The fifth answer is not sent any more, so that nobody learns whether it was right.
    assertThat(attacker.post(form, "user=ada&password=guess-5")).isEqualTo(SILENCE);
    assertThat(attacker.refusal()).isEqualTo(End.RST);
    assertThat(from("127.0.10.9").get("/hello")).as("somebody else").isEqualTo("200");
  }

  @ParameterizedTest
  @CsvSource({"/login, 200, 127.0.10.3", "/signin, 302, 127.0.10.4"})
  void whoMistypesOnceLogsIn(String form, String answer, String address) {
    Caller user = from(address);
    assertThat(user.get(form)).isEqualTo("200");
    assertThat(user.post(form, "user=ada&password=corect-horse")).isEqualTo(answer);
    assertThat(user.post(form, "user=ada&password=correct-horse")).isEqualTo(answer);
    assertThat(user.get("/hello")).isEqualTo("200");
  }

  @ParameterizedTest
  @CsvSource({"/login, 200, 127.0.10.5", "/signin, 302, 127.0.10.6"})
  void whoLogsInOftenIsNotBanned(String form, String answer, String address) {
    Caller office = from(address);
    for (int i = 0; i < 20; i++) {
      assertThat(office.post(form, "user=ada&password=correct-horse")).isEqualTo(answer);
    }
  }
}
