package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Gates;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The thread pools that the engine was told about. Thread-safe; keeps none of them alive. Seeing
 * the pool that was seen last costs a read.
 */
public final class WorkerPools {

  private final Gates gates;
  private final Map<ThreadPool, JettyWorkers> told = new WeakHashMap<>();
  private volatile @Nullable JettyWorkers last;

  public WorkerPools(Gates gates) {
    this.gates = gates;
  }

  /** Tells the engine about a connector's threads, if it does not know them. */
  public void seen(Connector connector) {
    Executor executor = connector.getExecutor();
    ThreadPool pool =
        executor instanceof ThreadPool
            ? (ThreadPool) executor
            : connector.getServer().getThreadPool();
    JettyWorkers known = last;
    if (pool == null || (known != null && known.are(pool))) {
      return;
    }
    synchronized (told) {
      known = told.get(pool);
      // A pool that was stopped and said to be gone can be started again.
      if (known == null || !known.are(pool)) {
        known = new JettyWorkers(pool);
        told.put(pool, known);
        gates.workers(known);
      }
    }
    last = known;
  }
}
