package dev.drop444.tomcat;

import dev.drop444.engine.gate.Workers;
import java.lang.ref.WeakReference;
import java.util.concurrent.Executor;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.threads.ResizableExecutor;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a connector: those of its own pool, or of one that it shares. Does not keep the
 * connector. Thread-safe.
 */
final class TomcatWorkers implements Workers {

  private final WeakReference<AbstractEndpoint<?, ?>> endpoint;
  private volatile boolean gone;

  TomcatWorkers(AbstractEndpoint<?, ?> endpoint) {
    this.endpoint = new WeakReference<>(endpoint);
  }

  boolean isOf(AbstractEndpoint<?, ?> other) {
    return endpoint.get() == other;
  }

  /** Null if it is gone. */
  @Nullable AbstractEndpoint<?, ?> endpoint() {
    return endpoint.get();
  }

  /** Whether {@link #isGone} has said so, which nobody takes back. */
  boolean wereGone() {
    return gone;
  }

  private @Nullable Executor executor() {
    AbstractEndpoint<?, ?> connector = endpoint.get();
    return connector == null ? null : connector.getExecutor();
  }

  @Override
  public int busy() {
    Executor executor = executor();
    if (executor instanceof ThreadPoolExecutor) {
      return ((ThreadPoolExecutor) executor).getActiveCount();
    }
    if (executor instanceof java.util.concurrent.ThreadPoolExecutor) {
      return ((java.util.concurrent.ThreadPoolExecutor) executor).getActiveCount();
    }
    return executor instanceof ResizableExecutor
        ? ((ResizableExecutor) executor).getActiveCount()
        : 0;
  }

  @Override
  public int most() {
    Executor executor = executor();
    if (executor instanceof ThreadPoolExecutor) {
      return ((ThreadPoolExecutor) executor).getMaximumPoolSize();
    }
    if (executor instanceof java.util.concurrent.ThreadPoolExecutor) {
      return ((java.util.concurrent.ThreadPoolExecutor) executor).getMaximumPoolSize();
    }
    return executor instanceof ResizableExecutor
        ? ((ResizableExecutor) executor).getMaxThreads()
        : 0;
  }

  @Override
  public int queued() {
    Executor executor = executor();
    if (executor instanceof ThreadPoolExecutor) {
      return ((ThreadPoolExecutor) executor).getQueue().size();
    }
    if (executor instanceof java.util.concurrent.ThreadPoolExecutor) {
      return ((java.util.concurrent.ThreadPoolExecutor) executor).getQueue().size();
    }
    return executor instanceof ResizableExecutor ? queueSize(executor) : 0;
  }

  /** Of Catalina's {@code StandardThreadExecutor}, or what else has such a method. */
  private static int queueSize(Executor shared) {
    try {
      Object size = shared.getClass().getMethod("getQueueSize").invoke(shared);
      return size instanceof Integer ? (Integer) size : 0;
    } catch (ReflectiveOperationException | RuntimeException unknown) {
      return 0;
    }
  }

  @Override
  public boolean isGone() {
    AbstractEndpoint<?, ?> connector = endpoint.get();
    if (connector == null || !connector.isRunning()) {
      gone = true;
    }
    return gone;
  }
}
