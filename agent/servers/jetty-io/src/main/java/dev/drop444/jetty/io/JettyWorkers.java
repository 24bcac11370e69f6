package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Workers;
import java.lang.ref.WeakReference;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * The threads of a Jetty server. Those that Jetty has leased to its acceptors and selectors serve
 * nobody and do not count. Where requests run on virtual threads, there is no limit to tell of.
 */
final class JettyWorkers implements Workers {

  private final WeakReference<ThreadPool> pool;
  private volatile boolean gone;

  JettyWorkers(ThreadPool pool) {
    this.pool = new WeakReference<>(pool);
  }

  /** Whether these are a pool's, and the engine still asks. */
  boolean are(ThreadPool other) {
    return !gone && pool.get() == other;
  }

  @Override
  public int busy() {
    ThreadPool threads = pool.get();
    if (threads instanceof QueuedThreadPool) {
      return JettyApi.utilizedThreads((QueuedThreadPool) threads);
    }
    return threads == null ? 0 : Math.max(0, threads.getThreads() - threads.getIdleThreads());
  }

  @Override
  public int most() {
    ThreadPool threads = pool.get();
    if (threads == null || JettyApi.usesVirtualThreads(threads)) {
      return 0;
    }
    if (threads instanceof QueuedThreadPool) {
      return JettyApi.maxAvailableThreads((QueuedThreadPool) threads);
    }
    return threads instanceof ThreadPool.SizedThreadPool
        ? ((ThreadPool.SizedThreadPool) threads).getMaxThreads()
        : 0;
  }

  @Override
  public int queued() {
    ThreadPool threads = pool.get();
    return threads instanceof QueuedThreadPool ? ((QueuedThreadPool) threads).getQueueSize() : 0;
  }

  @Override
  public boolean isGone() {
    ThreadPool threads = pool.get();
    if (threads == null || (threads instanceof LifeCycle && ((LifeCycle) threads).isStopped())) {
      gone = true;
    }
    return gone;
  }
}
