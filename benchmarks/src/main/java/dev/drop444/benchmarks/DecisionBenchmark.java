package dev.drop444.benchmarks;

import dev.drop444.engine.Engine;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the gates take for one connection, and for one request that passes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {

  /** A power of two: as many clients take turns. */
  private static final int CLIENTS = 256;

  @Param private Load load = Load.NOTHING;

  private final InetAddress[] peers = new InetAddress[CLIENTS];
  private final InetAddress[] banned = new InetAddress[CLIENTS];
  private final BrowserRequest[] requests = new BrowserRequest[CLIENTS];
  private final ByteBuffer[] bytes = new ByteBuffer[CLIENTS];
  private final BrowserRequest[] unchecked = new BrowserRequest[CLIENTS];
  private Engine engine = Load.NOTHING.engine();
  private Gates gates = engine.gates("benchmark");
  private int next;

  /** Makes the engine, and clients that nothing speaks against. */
  @Setup
  public void begin() {
    engine.close();
    engine = load.engine();
    gates = engine.gates("benchmark");
    for (int i = 0; i < CLIENTS; i++) {
      peers[i] = Load.address(198, 51, 100, i);
      banned[i] = Load.address(100, 128, i, 1);
      requests[i] = new BrowserRequest(peers[i], "/shoes/" + i + "?size=42", i, true);
      bytes[i] = requests[i].bytes();
      unchecked[i] = new BrowserRequest(peers[i], "/shoes/" + i + "?size=42", i, false);
    }
  }

  @TearDown
  public void end() {
    engine.close();
  }

  /** Of a client that passes. */
  @Benchmark
  public AcceptVerdict accept() {
    return gates.accept(peers[next++ & (CLIENTS - 1)], 8080);
  }

  /** Of a client that is banned, where there are bans. */
  @Benchmark
  public AcceptVerdict acceptBanned() {
    return gates.accept(banned[next++ & (CLIENTS - 1)], 8080);
  }

  /** Of a browser's request that passes, on a server whose parser checks fields. */
  @Benchmark
  public Verdict request() {
    return gates.request(requests[next++ & (CLIENTS - 1)]);
  }

  /** The first look at the bytes of the same during a flood, before the server has them. */
  @Benchmark
  public Verdict early() {
    int client = next++ & (CLIENTS - 1);
    return gates.early(peers[client], 8080, bytes[client]);
  }

  /** The same on a server that leaves that to us. */
  @Benchmark
  public Verdict requestUnchecked() {
    return gates.request(unchecked[next++ & (CLIENTS - 1)]);
  }
}
