package dev.drop444.it.benchmark.start;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.drop444.it.attach.Operator;
import dev.drop444.it.benchmark.measure.Row;
import dev.drop444.it.benchmark.measure.Spread;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how long attach and detach take on a server that is busy, as the operator sees it, and
 * what its clients notice. Each server is started anew for each round: only a first attach loads
 * all that it needs. As many rounds as the system property {@code drop444.test.rounds} says.
 */
public final class Attaching {

  private static final int ROUNDS = Integer.getInteger("drop444.test.rounds", 5);
  private static final int CLIENTS = 8;

  /** As many answers as it takes until a server's code is compiled, mostly. */
  private static final long WARM = 5_000;

  private static final long SOME_MORE = 2_000;

  private Attaching() {}

  /** Measures. */
  public static List<Row> measure() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Server kind : Servers.families()) {
      List<Double> attach = new ArrayList<>();
      List<Double> inside = new ArrayList<>();
      List<Double> detach = new ArrayList<>();
      List<Double> before = new ArrayList<>();
      List<Double> attachPause = new ArrayList<>();
      List<Double> detachPause = new ArrayList<>();
      int lost = 0;
      for (int round = 0; round < ROUNDS; round++) {
        try (ServerProcess server = start(kind);
            KeepAliveClients clients = new KeepAliveClients(CLIENTS, server.plainPort())) {
          Operator operator = Operator.withAgent();
          answer(clients, WARM);
          clients.takeLongestNanos();
          answer(clients, WARM);
          before.add(clients.takeLongestNanos() / 1e6);
          attach.add(millis(() -> operator.attaches(server)));
          answer(clients, SOME_MORE);
          attachPause.add(clients.takeLongestNanos() / 1e6);
          detach.add(millis(() -> operator.detaches(server)));
          answer(clients, SOME_MORE);
          detachPause.add(clients.takeLongestNanos() / 1e6);
          lost += clients.lost().size();
          clients.lost().forEach(System.err::println);
        }
        try (ServerProcess server = start(kind);
            KeepAliveClients clients = new KeepAliveClients(CLIENTS, server.plainPort())) {
          answer(clients, WARM);
          inside.add(millis(() -> load(server)));
        }
      }
      String name = kind.name();
      rows.add(atMostASecond("attach, the whole command, ms", name, attach));
      rows.add(atMostASecond("attach, the server's part, ms", name, inside));
      rows.add(atMostASecond("detach, the whole command, ms", name, detach));
      rows.add(row("longest wait of a client before, ms", name, before));
      rows.add(row("longest wait of a client at attach, ms", name, attachPause));
      rows.add(row("longest wait of a client at detach, ms", name, detachPause));
      rows.add(
          Row.of("requests lost at attach and detach, all rounds", name, "drop444", "" + lost)
              .atMost(0, lost));
    }
    return rows;
  }

  private static Row atMostASecond(String measure, String server, List<Double> millis) {
    return row(measure, server, millis).atMost(1000, Spread.of(millis).median());
  }

  private static Row row(String measure, String server, List<Double> millis) {
    return Row.of(measure, server, "drop444", Spread.of(millis).text(0));
  }

  private static ServerProcess start(Server kind) {
    // The compilers of a real server, not those that the tests save time with.
    return ServerProcess.start(
        kind, Setup.BARE.named("attaching").option("-XX:TieredStopAtLevel=4"));
  }

  private static void answer(KeepAliveClients clients, long count) {
    long enough = clients.answers() + count;
    Await.that("answers", clients::answers, seen -> seen >= enough || !clients.lost().isEmpty());
  }

  /** What the command has the server's JVM do, asked for by a JVM that runs already. */
  private static void load(ServerProcess server) throws IOException {
    try {
      VirtualMachine target = VirtualMachine.attach(Long.toString(server.pid()));
      target.loadAgent(Surroundings.agent().toString(), null);
      target.detach();
    } catch (AttachNotSupportedException
        | AgentLoadException
        | AgentInitializationException refused) {
      throw new IOException(refused);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static double millis(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
