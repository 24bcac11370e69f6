package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Workers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioWorker;

/** The worker threads of an Undertow. Thread-safe; does not keep them alive. */
final class XnioWorkers implements Workers {

  private static final String EXECUTOR = "org.jboss.threads.EnhancedQueueExecutor";
  private static final int THREADS_TO_COME = 64;
  private static final @Nullable VarHandle TASKS = tasks();

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
    ThreadPoolExecutor pool = pool(alive);
    if (pool != null) {
      return pool.getActiveCount();
    }
    int busy = alive.getMXBean().getBusyWorkerThreadCount();
    return busy >= 0 ? busy : Math.max(0, alive.getMXBean().getWorkerPoolSize() - idle(alive));
  }

  /** The JDK's pool, of which XNIO before 3.5 tells less or nothing; null if it has another. */
  private static @Nullable ThreadPoolExecutor pool(XnioWorker worker) {
    Object pool = TASKS == null ? null : TASKS.get(worker);
    return pool instanceof ThreadPoolExecutor ? (ThreadPoolExecutor) pool : null;
  }

  private static @Nullable VarHandle tasks() {
    try {
      Class<?> type = XnioWorker.class.getDeclaredField("taskPool").getType();
      return MethodHandles.privateLookupIn(XnioWorker.class, MethodHandles.lookup())
          .findVarHandle(XnioWorker.class, "taskPool", type);
    } catch (ReflectiveOperationException | RuntimeException differently) {
      return null;
    }
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
    if (alive == null) {
      return 0;
    }
    ThreadPoolExecutor pool = pool(alive);
    return pool == null ? alive.getMXBean().getMaxWorkerPoolSize() : pool.getMaximumPoolSize();
  }

  @Override
  public int queued() {
    XnioWorker alive = worker.get();
    if (alive == null) {
      return 0;
    }
    ThreadPoolExecutor pool = pool(alive);
    return pool == null ? alive.getMXBean().getWorkerQueueSize() : pool.getQueue().size();
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
