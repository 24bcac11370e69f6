package dev.drop444.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * More slow requests than a server has threads for: others are turned away at once and not made to
 * wait, probes and friends are served to the end, and when it is over everything is as before.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class OverloadTest {

  private static final int WORKERS = 10;

  /** Enough to be busy, and few enough that others are still served. */
  private static final int SOME = 7;

  /** More than there are threads for. */
  private static final int TOO_MANY = 20;

  private static final String FRIEND = "127.0.42.7";

  private static final Setup SETUP =
      Setup.agent("overload")
          .option("-Dtest.workers=" + WORKERS)
          .with("spare-loopback", "false")
          .with("allow", FRIEND)
          // The slow page is exempt, so that there can be more of it at the second stage.
          .with("exempt-paths", "/health,/wait")
          .with("rule.busy.overload", "workers>60%")
          .with("rule.busy.path", "*")
          .with("rule.busy.action", "respond")
          .with("rule.busy.status-code", "503")
          .with("rule.busy.retry-after", "5s")
          // Acts at accept, as it looks at nothing else. Jetty keeps a thread for its selector.
          .with("rule.full.overload", "workers>80%");

  private static final Running RUNNING = new Running();

  OverloadTest(Server server) {}

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
  void othersAreTurnedAwayUntilItIsOver() throws IOException {
    Rest rest = Rest.of(RUNNING.server());
    Caller user = from("127.0.42.1");
    Caller probe = from("127.0.42.2");
    assertThat(user.get("/hello")).isEqualTo("200");
    List<Wire> slow = new ArrayList<>();
    try {
      askForSlowPages(slow, SOME);
      Await.that("slow pages", RUNNING.server()::waiting, waiting -> waiting == SOME);
      Await.that("users to be turned away", () -> user.get("/hello"), "503"::equals);
      for (int i = 0; i < 5; i++) {
        assertThat(probe.get("/health")).as("a probe").isEqualTo("200");
        assertThat(from(FRIEND).get("/hello")).as("a friend").isEqualTo("200");
        assertThat(user.get("/hello")).as("a user").isEqualTo("503");
      }

      askForSlowPages(slow, TOO_MANY);
      Await.that("users to be refused", () -> end(user), End.RST::equals);
      assertThat(end(probe)).as("a connection for another probe").isEqualTo(End.OPEN);

      Await.that("the last of the slow pages", OverloadTest::letGo, waiting -> waiting == 0);
      for (Wire wire : slow.subList(0, SOME)) {
        assertThat(new Http1(wire).receive()).as("a slow page").isNotNull();
      }
    } finally {
      slow.forEach(Wire::close);
    }
    Await.that(
        "the end of it", () -> end(user) == End.OPEN ? user.get("/hello") : "", "200"::equals);
    assertThat(from("127.0.42.3").get("/large")).isEqualTo("200");
    rest.await();
    assertThat(RUNNING.server().log().since(0))
        .as("the log")
        .anyMatch(line -> line.contains("overload"));
  }

  private static void askForSlowPages(List<Wire> slow, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Wire wire = Wire.plain("127.0.42.66", RUNNING.server().plainPort());
      slow.add(wire);
      wire.send(Request.get("/wait").http1());
    }
  }

  /** Those for which there was no thread yet come to the doors when others have gone. */
  private static int letGo() {
    RUNNING.server().openDoors();
    return RUNNING.server().waiting();
  }

  /** How a connection ends within a short time, on which nothing is said. */
  private static End end(Caller user) {
    try (Wire wire = Wire.plain(user.from(), user.port())) {
      assertThat(wire.isSilentFor(200)).isTrue();
      return wire.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
