package dev.drop444.it.proxies;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.clients.SteadyUser;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HAProxy passes connections on and says by the PROXY protocol whose they are: each is one client's
 * own, so it is simply closed, and HAProxy passes that on as well.
 *
 * <p>On the servers that speak it: Jetty and Undertow.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class ProxyProtocolTest {

  private static final String USER = "127.0.6.1";
  private static final String ATTACKER = "127.0.6.66";
  private static final String BANNED = "127.0.6.67";

  private static final Setup SETUP =
      Setup.agent("proxy-protocol")
          .option("-Dtest.proxy-protocol=true")
          .with("spare-loopback", "false")
          .with("rule.local.path", "/hello")
          .with("rule.local.ip", ATTACKER)
          .with("rule.trap.path", "/trap")
          .with("rule.trap.action", "ban");

  private static final Running ONE = new Running();
  private static final Running TWO = new Running();

  ProxyProtocolTest(Server server) {}

  static List<Server> servers() {
    return Servers.families().stream()
        .filter(server -> !server.name().startsWith("tomcat"))
        .collect(Collectors.toList());
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    ONE.start(server, SETUP);
    TWO.start(server, SETUP);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    ONE.stop();
    TWO.stop();
  }

  @Test
  void theClientIsKnownAndNobodyElseNotices() throws IOException {
    try (ProxyProcess haproxy =
            ProxyProcess.start(
                Proxy.HAPROXY,
                ProxyTest.installed(Proxy.HAPROXY),
                port ->
                    Proxy.fitted(
                        Recipe.of("haproxy-proxy-protocol"), port, ONE.server(), TWO.server()));
        SteadyUser user = SteadyUser.comes(new Caller(USER, haproxy.port()), "/hello")) {
      Caller attacker = new Caller(ATTACKER, haproxy.port());
      Caller banned = new Caller(BANNED, haproxy.port());
      for (int i = 0; i < 20; i++) {
        assertThat(attacker.get("/hello")).as("by its address").isEqualTo(SILENCE);
      }
      assertThat(attacker.get("/large")).isEqualTo("200");
      Await.that(
          "bans on both servers",
          () -> {
            banned.get("/trap");
            return bans(ONE.server()) && bans(TWO.server());
          },
          both -> both);
      for (int i = 0; i < 10; i++) {
        assertThat(banned.get("/hello")).as("a banned client").isEqualTo(SILENCE);
      }
      user.seesMore();
      user.noticedNothing();
      assertThat(haproxy.complaints()).isEmpty();
    }
  }

  private static boolean bans(ServerProcess server) {
    return server.log().since(0).stream()
        .anyMatch(line -> line.contains("action=ban") && line.contains("client=" + BANNED));
  }
}
