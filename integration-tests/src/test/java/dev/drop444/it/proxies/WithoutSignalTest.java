package dev.drop444.it.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.clients.SteadyUser;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Why there is a signal: what the proxies make of a connection that is closed on them, where
 * drop444 cannot know that they are proxies. It also shows that {@link ProxyTest} would see harm.
 */
class WithoutSignalTest {

  private static final Request SCANNER = Request.get("/hello").with("User-Agent", "sqlmap/1.8");

  /** It does not say for whom it asks, so it looks like any client. */
  private static final String NGINX =
      """
      upstream application {
          server 10.0.0.11:8080;
          server 10.0.0.12:8080;
      }
      server {
          listen 80;
          location / {
              proxy_pass http://application;
          }
      }
      """;

  private static @Nullable ServerProcess one;
  private static @Nullable ServerProcess two;

  @BeforeAll
  static void start() {
    one = ServerProcess.start(Servers.families().get(0), Setup.agent("unknown-proxy"));
    two = ServerProcess.start(Servers.families().get(0), Setup.agent("unknown-proxy"));
  }

  @AfterAll
  static void stop() {
    running(one).close();
    running(two).close();
  }

  private static ServerProcess running(@Nullable ServerProcess process) {
    if (process == null) {
      throw new IllegalStateException("No server is running");
    }
    return process;
  }

  @Test
  void oneClosedConnectionTakesEverybodyOfflineBehindNginx() throws IOException {
    try (ProxyProcess nginx =
            ProxyProcess.start(
                Proxy.NGINX,
                ProxyTest.installed(Proxy.NGINX),
                port -> Proxy.fitted(NGINX, port, running(one), running(two)));
        SteadyUser user = SteadyUser.comes(new Caller("127.0.5.1", nginx.port()), "/hello")) {
      assertThat(new Caller("127.0.5.66", nginx.port()).ask(SCANNER)).isEqualTo("502");
      Await.that("harm to others", user::failures, failures -> failures.contains("502"));
      assertThat(nginx.complaints()).anyMatch(line -> line.contains("no live upstreams"));
    }
  }

  @Test
  void haproxyAnswersForAClosedConnectionAndTakesServersOutOfService() throws IOException {
    String unaware =
        Recipe.of("haproxy")
            .replaceAll("(?m)^.*(option forwardfor|http-response silent-drop).*\n", "")
            .replace("error-limit 10", "error-limit 2");
    try (ProxyProcess haproxy =
        ProxyProcess.start(
            Proxy.HAPROXY,
            ProxyTest.installed(Proxy.HAPROXY),
            port -> Proxy.fitted(unaware, port, running(one), running(two)))) {
      Caller attacker = new Caller("127.0.5.66", haproxy.port());
      assertThat(attacker.ask(SCANNER)).isEqualTo("502");
      Await.that(
          "a server out of service",
          () -> {
            attacker.ask(SCANNER);
            return haproxy.complaints();
          },
          complaints -> !complaints.isEmpty());
    }
  }
}
