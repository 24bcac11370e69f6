package dev.drop444.it.bruteforce;

import static dev.drop444.it.clients.Caller.SILENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Request;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP Basic authentication: the browser asks without a password first, and gets 401 for that. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class BasicLoginTest {

  private static final Setup SETUP =
      Setup.agent("basic-login")
          .with("spare-loopback", "false")
          .with("rule.basic.status", "401")
          .with("rule.basic.header.authorization", "*")
          .with("rule.basic.maxretry", "5")
          .with("rule.basic.findtime", "10m")
          .with("rule.basic.action", "ban");

  private static final Running RUNNING = new Running();

  BasicLoginTest(Server server) {}

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

  private static Request account(String password) {
    String credentials = Base64.getEncoder().encodeToString(("ada:" + password).getBytes(UTF_8));
    return Request.get("/account").with("Authorization", "Basic " + credentials);
  }

  @Test
  void whoTriesPasswordsIsRefusedAtAccept() {
    Caller attacker = from("127.0.11.1");
    for (int i = 1; i < 5; i++) {
      assertThat(attacker.ask(account("guess-" + i))).isEqualTo("401");
    }
    assertThat(attacker.ask(account("guess-5"))).isEqualTo(SILENCE);
    assertThat(attacker.refusal()).isEqualTo(End.RST);
    assertThat(from("127.0.11.9").get("/hello")).as("somebody else").isEqualTo("200");
  }

  @Test
  void whoMistypesOnceGetsIn() {
    Caller user = from("127.0.11.2");
    assertThat(user.get("/account")).isEqualTo("401");
    assertThat(user.ask(account("corect-horse"))).isEqualTo("401");
    assertThat(user.ask(account("correct-horse"))).isEqualTo("200");
  }

  /** A program that goes on with an old password, faster than anybody types. */
  @Test
  void whoSendsTheSameAgainIsCountedOnce() {
    Caller program = from("127.0.11.3");
    for (int i = 0; i < 10; i++) {
      assertThat(program.ask(account("old"))).isEqualTo("401");
    }
    assertThat(program.ask(account("correct-horse"))).isEqualTo("200");
  }

  @Test
  void browsersThatAskWithoutPasswordAreNotBanned() {
    Caller office = from("127.0.11.4");
    for (int i = 0; i < 20; i++) {
      assertThat(office.get("/account")).isEqualTo("401");
    }
    assertThat(office.ask(account("correct-horse"))).isEqualTo("200");
  }
}
