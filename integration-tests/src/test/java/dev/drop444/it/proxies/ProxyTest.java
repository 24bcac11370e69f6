package dev.drop444.it.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.clients.SteadyUser;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two servers behind nginx and behind HAProxy, with the recipes of the documentation: an attacker
 * gets silence, and another user of the same proxy notices nothing.
 *
 * <p>Skipped, with a message, where the programs are not installed.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class ProxyTest {

  private static final String USER = "127.0.5.1";
  private static final String ATTACKER = "127.0.5.66";
  private static final String BANNED = "127.0.5.67";

  private static final Request SCANNER = Request.get("/hello").with("User-Agent", "sqlmap/1.8");

  private static final Setup TRUSTING =
      Setup.agent("behind-proxy")
          // The tests' clients are all loopback addresses, and treated like strangers.
          .with("spare-loopback", "false")
          .with("trusted-proxies", "127.0.0.1")
          // Or the attacker would soon be banned, which is the other test.
          .with("rule.repeat.enabled", "false")
          .with("rule.trap.path", "/trap")
          .with("rule.trap.action", "ban");

  private static @Nullable ServerProcess first;
  private static @Nullable ServerProcess second;

  ProxyTest(Server server) {}

  static List<Server> servers() {
    return Servers.families();
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    first = ServerProcess.start(server, TRUSTING);
    second = ServerProcess.start(server, TRUSTING);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    one().close();
    two().close();
  }

  private static ServerProcess one() {
    return running(first);
  }

  private static ServerProcess two() {
    return running(second);
  }

  private static ServerProcess running(@Nullable ServerProcess process) {
    if (process == null) {
      throw new IllegalStateException("No server is running");
    }
    return process;
  }

  /**
   * Where a proxy is installed; without it the test is skipped, and not only the report says so.
   */
  static Path installed(Proxy proxy) {
    return proxy.program().orElseGet(() -> skip(proxy));
  }

  private static Path skip(Proxy proxy) {
    String message = "SKIPPED: " + proxy + " is not installed (.ci/run installs it on Debian)";
    System.out.println(message);
    return abort(message);
  }

  @ParameterizedTest
  @EnumSource
  void anAttackerGetsSilenceAndNobodyElseNotices(Proxy proxy) throws IOException {
    try (ProxyProcess process = start(proxy);
        SteadyUser user = SteadyUser.comes(new Caller(USER, process.port()), "/hello")) {
      Caller attacker = new Caller(ATTACKER, process.port());
      for (int i = 0; i < 20; i++) {
        assertThat(attacker.silenced(SCANNER)).as("a scanner").isTrue();
        assertThat(attacker.silenced(Request.get("/.env"))).as("a probe").isTrue();
      }
      // The attacker's address is not banned, and a good request of it is answered.
      assertThat(attacker.get("/hello")).isEqualTo("200");
      bothAreAsked(user);
      user.noticedNothing();
      assertThat(process.complaints()).as("what " + proxy + " complains about").isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBanCountsBehindTheProxyToo(Proxy proxy) throws IOException {
    try (ProxyProcess process = start(proxy);
        SteadyUser user = SteadyUser.comes(new Caller(USER, process.port()), "/hello")) {
      // Each of the two servers has its own bans.
      Caller banned = new Caller(BANNED, process.port());
      Await.that(
          "bans on both servers",
          () -> {
            banned.silenced(Request.get("/trap"));
            return bans(one()) && bans(two());
          },
          both -> both);
      for (int i = 0; i < 10; i++) {
        assertThat(banned.silenced(Request.get("/hello"))).as("a banned client").isTrue();
      }
      bothAreAsked(user);
      user.noticedNothing();
      assertThat(process.complaints()).as("what " + proxy + " complains about").isEmpty();
    }
  }

  private static boolean bans(ServerProcess server) {
    return server.log().since(0).stream()
        .anyMatch(line -> line.contains("action=ban") && line.contains("client=" + BANNED));
  }

  private static ProxyProcess start(Proxy proxy) throws IOException {
    return ProxyProcess.start(proxy, installed(proxy), port -> proxy.recipe(port, one(), two()));
  }

  /** Both servers are still in the proxy's service. */
  private static void bothAreAsked(SteadyUser user) {
    long before = one().visits();
    long beforeToo = two().visits();
    user.seesMore();
    Await.that("a visit to the first server", () -> one().visits(), now -> now > before);
    Await.that("a visit to the second server", () -> two().visits(), now -> now > beforeToo);
  }
}
