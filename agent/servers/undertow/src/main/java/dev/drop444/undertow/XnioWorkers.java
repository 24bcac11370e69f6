package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Workers;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioWorker;

/** The worker threads of an Undertow. Thread-safe; does not keep them alive. */
final class XnioWorkers implements Workers {

  private static final String EXECUTOR = "org.jboss.threads.EnhancedQueueExecutor";
  private static final int THREADS_TO_COME = 64;

  private final WeakReference<XnioWorker> worker;

  private XnioWorkers(XnioWorker worker) {
    this.worker = new WeakReference<>(worker);
  }

  /** JBoss Threads has not counted this since version 3.5 unless it is asked to from the start. */
  @Override
  public int busy() {
    XnioWorker alive = worker.get();
    if (alive == null) {
      return 0;
    }
    int busy = alive.getMXBean().getBusyWorkerThreadCount();
    return busy >= 0 ? busy : Math.max(0, alive.getMXBean().getWorkerPoolSize() - idle(alive));
  }

  /** How many of its threads wait for a task: those do so by blocking on the executor. */
  private static int idle(XnioWorker worker) {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    Thread[] threads = new Thread[all.activeCount() + THREADS_TO_COME];
    int count = all.enumerate(threads);
    int idle = 0;
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().startsWith(worker.getName() + " task-")
          && isIdle(LockSupport.getBlocker(threads[i]))) {
        idle++;
      }
    }
    return idle;
  }

  private static boolean isIdle(@Nullable Object blocker) {
    return blocker != null && blocker.getClass().getName().equals(EXECUTOR);
  }

  @Override
  public int most() {
    XnioWorker alive = worker.get();
    return alive == null ? 0 : alive.getMXBean().getMaxWorkerPoolSize();
  }

  @Override
  public int queued() {
    XnioWorker alive = worker.get();
    return alive == null ? 0 : alive.getMXBean().getWorkerQueueSize();
  }

  @Override
  public boolean isGone() {
    XnioWorker alive = worker.get();
    return alive == null || alive.isShutdown();
  }

  /** Those of which somebody was told. Where there is one only, asking takes no lock. */
  static final class Seen {

    private final Set<XnioWorker> all = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile WeakReference<@Nullable XnioWorker> last = new WeakReference<>(null);

    /** Tells of one that was not seen before. */
    @SuppressWarnings("ReferenceEquality") // the same or another
    void add(XnioWorker worker, Gates gates) {
      if (last.get() != worker && isNew(worker)) {
        gates.workers(new XnioWorkers(worker));
      }
    }

    private synchronized boolean isNew(XnioWorker worker) {
      last = new WeakReference<>(worker);
      return all.add(worker);
    }
  }
}
