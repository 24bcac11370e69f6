package dev.drop444.it.wellbehaved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wellbehaved.Visit.Way;
import dev.drop444.it.wire.Answer;
import dev.drop444.it.wire.TlsWire;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets every well-behaved client visit every server with the standard preset.
 *
 * <p>Runs on the newest line of each family, or on those that {@code drop444.test.servers} names.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class WellBehavedTest {

  private static final String HERE = "127.0.0.1";

  private static @Nullable ServerProcess bareRunning;
  private static @Nullable ServerProcess guardedRunning;

  private final Server server;

  WellBehavedTest(Server server) {
    this.server = server;
  }

  static List<Server> servers() {
    if (Surroundings.servers() == null) {
      return Servers.families();
    }
    return Servers.all().stream()
        .filter(server -> !server.standalone())
        .collect(Collectors.toUnmodifiableList());
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    bareRunning = ServerProcess.start(server, Setup.BARE);
    guardedRunning = ServerProcess.start(server, Setup.agent("standard"));
  }

  /** Also ends them; a line that came late is seen here. */
  @AfterParameterizedClassInvocation
  static void notOneDrop() {
    ServerProcess guarded = running(guardedRunning);
    try {
      Rest.of(guarded);
      assertThat(DropLines.rules(guarded.log().since(0))).isEmpty();
    } finally {
      guarded.close();
      running(bareRunning).close();
    }
  }

  @TestFactory
  Stream<DynamicTest> visits() {
    ServerProcess bare = running(bareRunning);
    ServerProcess guarded = running(guardedRunning);
    return Stream.of(
            Browsers.ALL,
            Libraries.ALL,
            Probes.ALL,
            Probes.CONNECTIONS,
            Crawlers.ALL,
            Recorded.ALL,
            Http2Clients.ALL,
            TlsClients.ALL)
        .flatMap(List::stream)
        .map(visit -> dynamicTest(server + ", " + visit, () -> compare(visit, bare, guarded)));
  }

  private static ServerProcess running(@Nullable ServerProcess process) {
    if (process == null) {
      throw new IllegalStateException("No server is running");
    }
    return process;
  }

  private void compare(Visit visit, ServerProcess bare, ServerProcess guarded) throws IOException {
    long mark = guarded.log().mark();
    compare(visit, /* secure= */ false, bare, guarded);
    if (visit.way() == Way.HTTP1 || visit.way() == Way.HTTP2) {
      compare(visit, /* secure= */ true, bare, guarded);
    }
    assertThat(DropLines.rules(guarded.log().since(mark)))
        .as(server + ", " + visit + ": lines of drops")
        .isEmpty();
  }

  private void compare(Visit visit, boolean secure, ServerProcess bare, ServerProcess guarded)
      throws IOException {
    String who = server + ", " + visit + (secure ? ", over TLS" : "") + ": ";
    // In the clear, and told good-bye at once: so it is known how much there is to wait for.
    Answer measure = say(visit, false, bare, 0);
    Answer expected = secure ? say(visit, true, bare, measure.text().length()) : measure;
    Answer answer = say(visit, secure, guarded, measure.text().length());
    if (visit.way() == Way.TLS_PORT) {
      // Whether its alert arrives is the server's own race with its close, without an agent, too.
      // What counts for these is that there is no drop.
      return;
    }
    assertThat(answer.comparable()).as(who).isEqualTo(expected.comparable());
    assertThat(answer.words()).as(who).isEqualTo(expected.words());
  }

  private static Answer say(Visit visit, boolean secure, ServerProcess server, int length)
      throws IOException {
    try (Wire wire = connect(visit, secure, server)) {
      return switch (visit.way()) {
        case H2C -> Answer.upgraded(wire, visit.bytes());
        case HTTP2 -> Answer.http2(wire, visit.bytes());
        case HTTP1, PLAIN_PORT, TLS_PORT ->
            length == 0
                ? Answer.to(wire, visit.bytes())
                : Answer.ofLength(length, wire, visit.bytes());
      };
    }
  }

  private static Wire connect(Visit visit, boolean secure, ServerProcess server)
      throws IOException {
    if (secure) {
      String application = visit.way() == Way.HTTP2 ? "h2" : "http/1.1";
      return new TlsWire(HERE, server.tlsPort(), application);
    }
    return Wire.plain(HERE, visit.way() == Way.TLS_PORT ? server.tlsPort() : server.plainPort());
  }
}
