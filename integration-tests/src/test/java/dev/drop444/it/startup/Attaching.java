package dev.drop444.it.startup;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.drop444.it.attach.Operator;
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

  /** Measures, and prints a table. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(Figures.head());
    measure().forEach(System.out::println);
  }

  /** Measures. */
  public static List<Figures> measure() throws IOException {
    List<Figures> all = new ArrayList<>();
    for (Server kind : Servers.families()) {
      Figures attach = new Figures("attach, the whole command, ms", kind.name(), 1000);
      Figures inside = new Figures("attach, the server's part, ms", kind.name(), 1000);
      Figures attachPause = new Figures("longest wait of a client at attach, ms", kind.name());
      Figures detach = new Figures("detach, the whole command, ms", kind.name(), 1000);
      Figures detachPause = new Figures("longest wait of a client at detach, ms", kind.name());
      Figures before = new Figures("longest wait of a client before, ms", kind.name());
      Figures lost = new Figures("requests lost at attach and detach", kind.name(), 0).each();
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
          lost.add(clients.lost().size());
          clients.lost().forEach(System.err::println);
        }
        try (ServerProcess server = start(kind);
            KeepAliveClients clients = new KeepAliveClients(CLIENTS, server.plainPort())) {
          answer(clients, WARM);
          inside.add(millis(() -> load(server)));
        }
      }
      all.addAll(List.of(attach, inside, detach, before, attachPause, detachPause, lost));
    }
    return all;
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
