package dev.drop444.it.server;

import jakarta.servlet.ServletContainerInitializer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What a test may want of a server beyond the usual, as system properties. */
final class Options {

  /** The name of the server's own access log, in its working directory. */
  static final String ACCESS_LOG = "access.log";

  private Options() {}

  /** Whether the server is to write its access log. */
  static boolean accessLog() {
    return Boolean.getBoolean("test.access-log");
  }

  /** How many threads serve requests. */
  static int workers(int usual) {
    return Integer.getInteger("test.workers", usual);
  }

  /**
   * Threads that serve requests in place of the server's own, null if those are to do it: virtual
   * ones, which JDK 21 and later have.
   */
  static @Nullable ExecutorService virtualThreads() {
    if (!Boolean.getBoolean("test.virtual-threads")) {
      return null;
    }
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Which of Tomcat's connectors the ports have: {@code nio}, {@code nio2} or {@code ajp}. */
  static String connector() {
    return System.getProperty("test.connector", "nio");
  }

  /** Whether the plain port expects the PROXY protocol, where the server speaks it. */
  static boolean proxyProtocol() {
    return Boolean.getBoolean("test.proxy-protocol");
  }

  /** Whether a class is on the class path, as its jar may be or not. */
  static boolean isThere(String className) {
    try {
      Class.forName(className);
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /**
   * A server's WebSockets, if their jar is there.
   *
   * @param initializer the class that sets them up in a web application
   */
  static @Nullable ServletContainerInitializer webSockets(String initializer) {
    if (!isThere(initializer)) {
      return null;
    }
    try {
      return Class.forName(initializer)
          .asSubclass(ServletContainerInitializer.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
