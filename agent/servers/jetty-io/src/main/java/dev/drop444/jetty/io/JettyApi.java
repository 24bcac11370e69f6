package dev.drop444.jetty.io;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * What Jetty 9.4 to 12.1 have in common, but not under one name. Found once for each copy of Jetty,
 * since this class is loaded beside it. Nothing else of ours in this package knows that there is
 * more than one Jetty.
 */
final class JettyApi {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

  private static final MethodType ADDRESS = MethodType.methodType(SocketAddress.class);

  /** From 10.0.2 on; 12.1 has only this one. */
  private static final @Nullable MethodHandle REMOTE_SOCKET_ADDRESS =
      method(EndPoint.class, "getRemoteSocketAddress", ADDRESS);

  private static final @Nullable MethodHandle REMOTE_ADDRESS =
      method(EndPoint.class, "getRemoteAddress", MethodType.methodType(InetSocketAddress.class));

  /** From 10.0 on. */
  private static final @Nullable MethodHandle CLOSE =
      method(EndPoint.class, "close", MethodType.methodType(void.class, Throwable.class));

  private static final @Nullable MethodHandle UTILIZED_THREADS =
      method(QueuedThreadPool.class, "getUtilizedThreads", MethodType.methodType(int.class));

  private static final @Nullable MethodHandle MAX_AVAILABLE_THREADS =
      method(QueuedThreadPool.class, "getMaxAvailableThreads", MethodType.methodType(int.class));

  /** From 10.0.13 on. */
  private static final @Nullable MethodHandle VIRTUAL_THREADS =
      function(
          "org.eclipse.jetty.util.VirtualThreads",
          "getVirtualThreadsExecutor",
          MethodType.methodType(Executor.class, Executor.class));

  /** From 12.0 on. */
  private static final @Nullable MethodHandle EXECUTE_IMMEDIATELY =
      function(
          ThreadPool.class.getName(),
          "executeImmediately",
          MethodType.methodType(void.class, Executor.class, Runnable.class));

  private JettyApi() {}

  private static @Nullable MethodHandle method(Class<?> owner, String name, MethodType type) {
    try {
      return LOOKUP.findVirtual(owner, name, type);
    } catch (ReflectiveOperationException another) {
      return null;
    }
  }

  private static @Nullable MethodHandle function(String owner, String name, MethodType type) {
    try {
      Class<?> found = Class.forName(owner, false, JettyApi.class.getClassLoader());
      return LOOKUP.findStatic(found, name, type);
    } catch (ReflectiveOperationException another) {
      return null;
    }
  }

  /** The address at the other end as the end point says, or null where there is none any more. */
  static @Nullable SocketAddress remoteAddress(EndPoint endPoint) {
    MethodHandle getter = REMOTE_SOCKET_ADDRESS == null ? REMOTE_ADDRESS : REMOTE_SOCKET_ADDRESS;
    try {
      return getter == null ? null : (SocketAddress) getter.invoke(endPoint);
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Closes an end point, and tells whoever waits for it why, where Jetty can. */
  static void close(EndPoint endPoint, Throwable why) {
    if (CLOSE == null) {
      endPoint.close();
      return;
    }
    try {
      CLOSE.invoke(endPoint, why);
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Not on this thread, nor behind other work; before 12.0 behind it, if there is no other way. */
  static void executeImmediately(Executor executor, Runnable task) {
    try {
      if (EXECUTE_IMMEDIATELY == null) {
        if (!(executor instanceof QueuedThreadPool)
            || !((QueuedThreadPool) executor).tryExecute(task)) {
          executor.execute(task);
        }
      } else {
        EXECUTE_IMMEDIATELY.invoke(executor, task);
      }
    } catch (RejectedExecutionException stopping) {
      task.run();
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Threads at work for requests; in the first Jettys of 9.4 acceptors and selectors, too. */
  static int utilizedThreads(QueuedThreadPool pool) {
    return UTILIZED_THREADS == null
        ? Math.max(0, pool.getThreads() - pool.getIdleThreads())
        : number(UTILIZED_THREADS, pool);
  }

  /** As many as there can be of them. */
  static int maxAvailableThreads(QueuedThreadPool pool) {
    return MAX_AVAILABLE_THREADS == null
        ? pool.getMaxThreads()
        : number(MAX_AVAILABLE_THREADS, pool);
  }

  private static int number(MethodHandle getter, QueuedThreadPool pool) {
    try {
      return (int) getter.invoke(pool);
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }

  static boolean usesVirtualThreads(ThreadPool pool) {
    try {
      return VIRTUAL_THREADS != null && VIRTUAL_THREADS.invoke((Executor) pool) != null;
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }
}
