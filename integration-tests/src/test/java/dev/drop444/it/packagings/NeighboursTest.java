package dev.drop444.it.packagings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.attach.Operator;
import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Request;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Different servers in one JVM, and two copies of the same one in two class loaders, of different
 * versions and of the same: each is guarded, and detaching undoes each.
 */
class NeighboursTest {

  private static final Request SCANNER = Request.get("/hello").with("User-Agent", "sqlmap/1.8");

  @Test
  void areAllGuardedFromStartUntilDetach() {
    Setup setup = Setup.agent("start").with("rule.hidden.path", "/hidden/**");
    try (ServerProcess server = ServerProcess.start(Servers.neighbours(), setup)) {
      areGuarded(server);
      Operator.withAgent().detaches(server);
      areNotGuarded(server);
    }
  }

  @Test
  void areAllGuardedFromAttachUntilDetach() {
    try (ServerProcess server = ServerProcess.start(Servers.neighbours(), Setup.BARE)) {
      areNotGuarded(server);
      Operator.withAgent().attaches(server, "rule.hidden.path=/hidden/**");
      areGuarded(server);
      Operator.withAgent().detaches(server);
      areNotGuarded(server);
    }
  }

  private static void areGuarded(ServerProcess server) {
    long mark = server.log().mark();
    List<Caller> callers = callers(server);
    for (Caller caller : callers) {
      assertThat(caller.get("/hello")).isEqualTo("200");
      assertThat(caller.ask(SCANNER)).isEqualTo(Caller.SILENCE);
      assertThat(caller.get("/hidden/door")).isEqualTo(Caller.SILENCE);
      assertThat(caller.get("/hello")).isEqualTo("200");
    }
    Await.that(
        "lines of " + server.log().file(),
        () -> DropLines.rules(server.log().since(mark)),
        rules -> rules.size() == 2 * callers.size());
    assertThat(server.log().all())
        .contains(
            "guards Tomcat 10.1.59",
            "guards Tomcat 11.0.27",
            "guards Jetty 12.0.39",
            "guards Jetty 12.1.14",
            "guards Undertow 2.2.41.Final",
            "guards Undertow 2.4.4.Final");
  }

  private static void areNotGuarded(ServerProcess server) {
    for (Caller caller : callers(server)) {
      assertThat(caller.ask(SCANNER)).isEqualTo("200");
      assertThat(caller.get("/hidden/door")).isEqualTo("404");
    }
    Await.that(
        "nothing of ours on the heap", () -> Operator.remains(server), seen -> seen.isEmpty());
  }

  /** One at the plain port of each server. */
  private static List<Caller> callers(ServerProcess server) {
    assertThat(server.ports()).hasSize(14);
    return IntStream.range(0, server.ports().size() / 2)
        .mapToObj(i -> new Caller("127.0.62.1", server.ports().get(2 * i)))
        .toList();
  }
}
