package dev.drop444.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wire.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every capability on every server, and the page that says so. */
class SupportTest {

  /** Tests run in the module's directory. */
  private static final Path DOCUMENTATION = Path.of("../docs/support.md");

  private static final SupportPage PAGE = new SupportPage();

  static List<Server> servers() {
    return Servers.all();
  }

  static List<Server> leftAlone() {
    return Servers.leftAlone();
  }

  /** And those that are left alone, and say why. */
  private static List<Server> and(List<Server> guarded) {
    return Stream.concat(guarded.stream(), Servers.leftAlone().stream())
        .collect(Collectors.toUnmodifiableList());
  }

  /** What a client saw of a capability over a protocol. */
  private record Trial(Capability capability, Protocol protocol, String seen) {

    boolean isGoodOn(Server server) {
      return seen.equals(server.ending(capability.wanted(protocol)));
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void everyCapabilityIsThereOrHasAReason(Server server) throws Exception {
    Map<Capability, String> cells = new EnumMap<>(Capability.class);
    List<String> unexplained = new ArrayList<>();
    try (ServerProcess process = ServerProcess.start(server, Capability.SETUP)) {
      for (Trial trial : tryAll(process)) {
        String why = Reasons.why(server, trial.capability, trial.protocol);
        if (trial.isGoodOn(server) != (why == null)) {
          unexplained.add(trial.toString());
        }
        String cell = why == null ? "yes" : "not over " + trial.protocol + ": " + why;
        cells.merge(trial.capability, cell, SupportPage::together);
      }
    }
    assertThat(unexplained).as("not as it must be on " + server).isEmpty();
    PAGE.row(server, cells);
  }

  /** A line of which no version is guarded has its row, too. */
  @ParameterizedTest
  @MethodSource("leftAlone")
  void whatIsLeftAloneHasAReason(Server server) throws Exception {
    try (ServerProcess process = ServerProcess.start(server, Capability.SETUP)) {
      for (Protocol protocol : Protocol.values()) {
        assertThat(Capability.REQUEST.seen(process, protocol, "127.0.61.1"))
            .as(protocol.toString())
            .isEqualTo("404");
      }
      assertThat(process.log().all()).contains(" alone: ");
      // The listener is XNIO's, of which the version is known.
      assertThat(Capability.ACCEPT.seen(process, Protocol.HTTP1, ""))
          .isEqualTo(Capability.ACCEPT.wanted(Protocol.HTTP1));
    }
    Map<Capability, String> cells = new EnumMap<>(Capability.class);
    for (Capability capability : Capability.values()) {
      cells.put(capability, "left alone, see [limits.md](limits.md#not-guarded-yet)");
    }
    cells.put(Capability.ACCEPT, "yes");
    PAGE.row(server, cells);
  }

  private static List<Trial> tryAll(ServerProcess process) throws Exception {
    List<Callable<Trial>> trials = new ArrayList<>();
    for (Capability capability : Capability.values()) {
      for (Protocol protocol : Protocol.values()) {
        if (capability.isOf(protocol)) {
          String from = "127.0.61." + (1 + trials.size());
          trials.add(
              () -> new Trial(capability, protocol, capability.seen(process, protocol, from)));
        }
      }
    }
    ExecutorService clients = Executors.newFixedThreadPool(trials.size());
    try {
      List<Trial> done = new ArrayList<>();
      for (Future<Trial> trial : clients.invokeAll(trials)) {
        done.add(trial.get());
      }
      return done;
    } finally {
      clients.shutdownNow();
    }
  }

  @AfterAll
  static void thePageSaysWhatTheRunHasSeen() throws IOException {
    String page = Files.exists(DOCUMENTATION) ? Files.readString(DOCUMENTATION) : "";
    if (Boolean.getBoolean("page.write")) {
      page = PAGE.text(page, and(Servers.every()));
      Files.writeString(DOCUMENTATION, page);
    }
    assertThat(page.lines())
        .as("renew it with the command in its comment")
        .containsAll(PAGE.rows());
    assertThat(and(Servers.every()).stream().map(SupportPage::title))
        .as("servers that are tested")
        .containsAll(SupportPage.titles(page));
    if (Surroundings.whole() && Surroundings.servers() == null) {
      assertThat(PAGE.rows()).hasSameSizeAs(SupportPage.titles(page));
    }
  }
}
