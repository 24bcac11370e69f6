package dev.drop444.launcher;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM calls drop444. If drop444 cannot start, the application starts without it and one
 * message says so; only a wrong configuration stops the JVM, before the application has begun.
 */
public final class Agent {

  private static final String RUNTIME = "dev.drop444.runtime.AgentRuntime";

  /** What runs in this process, null before; the handle by which it comes off again. */
  private static @Nullable AutoCloseable running;

  private Agent() {}

  /** Started with {@code -javaagent}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      start(arguments, instrumentation);
    } catch (IllegalArgumentException wrongConfiguration) {
      System.err.println(wrongConfiguration.getMessage());
      System.exit(1);
    } catch (Throwable failure) {
      System.err.println("drop444: not started, the application runs unprotected: " + failure);
    }
  }

  /**
   * Attached to a running process. Nothing that goes wrong here harms the application.
   *
   * @throws IllegalArgumentException if the configuration is wrong; the attaching side sees it
   */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation)
      throws Exception {
    start(arguments, instrumentation);
  }

  private static synchronized void start(
      @Nullable String arguments, Instrumentation instrumentation) throws Exception {
    if (running != null) {
      System.err.println("drop444: is already running in this process");
      return;
    }
    AgentLoader loader = new AgentLoader(ownJar());
    try {
      running =
          (AutoCloseable)
              Class.forName(RUNTIME, true, loader)
                  .getMethod("start", String.class, Instrumentation.class)
                  .invoke(null, arguments, instrumentation);
    } catch (InvocationTargetException failure) {
      loader.close();
      Throwable cause = failure.getCause();
      if (cause instanceof Exception) {
        throw (Exception) cause;
      }
      throw failure;
    }
  }

  /** The jar that this class came from. */
  static File ownJar() throws URISyntaxException {
    CodeSource source = Agent.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null) {
      throw new IllegalStateException("drop444 must be run from its jar");
    }
    String text = location.toString();
    // JBoss Modules names a jar as a URL inside itself.
    if (text.startsWith("jar:") && text.endsWith("!/")) {
      text = text.substring("jar:".length(), text.length() - "!/".length());
    }
    return new File(new URI(text));
  }
}
