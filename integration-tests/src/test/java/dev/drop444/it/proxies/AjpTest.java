package dev.drop444.it.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Ajp;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A web server that passes requests on to Tomcat by AJP: whatever comes, it is told, and its
 * connection lives on.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class AjpTest {

  /** Connects from an address that is configured. */
  private static final String LISTED = "127.0.0.1";

  private static final String UNLISTED = "127.0.7.2";
  private static final String USER = "203.0.113.1";
  private static final String ATTACKER = "203.0.113.66";
  private static final String BANNED = "203.0.113.67";
  private static final Request HELLO = Request.get("/hello");

  private static final Setup SETUP =
      Setup.agent("ajp")
          .option("-Dtest.connector=ajp")
          .with("trusted-proxies", LISTED)
          .with("deny", UNLISTED)
          .with("spare-loopback", "false")
          .with("rule.local.path", "/large")
          .with("rule.local.ip", ATTACKER)
          .with("rule.missing.path", "/missing")
          .with("rule.missing.status", "404")
          .with("rule.trap.path", "/trap")
          .with("rule.trap.action", "ban")
          // Or the user would soon be banned, which is another story.
          .with("rule.repeat.enabled", "false");

  private static final Running RUNNING = new Running();

  AjpTest(Server server) {}

  static List<Server> servers() {
    return List.of(Servers.tomcat("9.0.123"), Servers.tomcat("11.0.27"));
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    RUNNING.start(server, SETUP);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    RUNNING.stop();
  }

  @Test
  void aListedWebServerSaysWhoTheClientIs() throws IOException {
    try (Wire wire = Wire.plain(LISTED, RUNNING.server().plainPort())) {
      Ajp ajp = new Ajp(wire);
      mustBeServed(ajp, USER);
      mustBeBare(ajp.ask(USER, HELLO.with("User-Agent", "sqlmap/1.8")));
      mustBeBare(ajp.ask(USER, HELLO.with("Host", "a")));
      mustBeBare(ajp.ask(USER, Request.get("/missing")));
      mustBeBare(ajp.ask(USER, Request.get("/444/status")));
      mustBeBare(ajp.ask(USER, Request.get("/444/large")));
      mustBeBare(ajp.ask(ATTACKER, Request.get("/large")));
      mustBeServed(ajp, ATTACKER);
      assertThat(ajp.ask(USER, Request.get("/large")).status()).isEqualTo(200);
      mustBeBare(ajp.ask(BANNED, Request.get("/trap")));
      mustBeBare(ajp.ask(BANNED, HELLO));
      mustBeServed(ajp, USER);
    }
    Await.that(
        "the line of the ban",
        () -> RUNNING.server().log().since(0),
        lines ->
            lines.stream().anyMatch(line -> line.contains("action=ban") && line.contains(BANNED)));
  }

  @Test
  void anotherOneIsNotBelieved_AndSparedAllTheSame() throws IOException {
    try (Wire wire = Wire.plain(UNLISTED, RUNNING.server().plainPort())) {
      Ajp ajp = new Ajp(wire);
      mustBeServed(ajp, USER);
      assertThat(ajp.ask(ATTACKER, Request.get("/large")).status()).isEqualTo(200);
      mustBeBare(ajp.ask(USER, HELLO.with("User-Agent", "sqlmap/1.8")));
      mustBeBare(ajp.ask(USER, Request.get("/trap")));
      mustBeServed(ajp, USER);
    }
    try (Wire next = Wire.plain(UNLISTED, RUNNING.server().plainPort())) {
      mustBeServed(new Ajp(next), USER);
    }
    Await.that(
        "the warning about it",
        () -> RUNNING.server().log().since(0),
        lines ->
            lines.stream()
                .anyMatch(
                    line -> line.contains(UNLISTED) && line.contains("and so looks like a proxy")));
  }

  private static void mustBeServed(Ajp ajp, String client) {
    Response response = ajp.ask(client, HELLO);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).endsWith("Hello\n");
  }

  /** Nothing but {@code Content-Length: 0}, which in AJP has a number. */
  private static void mustBeBare(Response response) {
    assertThat(response).isEqualTo(new Response(444, "a003: 0\n"));
  }
}
