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
 *
 * <p>Decides nothing: it loads the runtime of a jar, shows it what runs already, and keeps what the
 * runtime says runs from now on. This class stays in the process for good, and runtimes of later
 * versions are started by it, so it knows of them no more than a class, two methods and an object.
 */
public final class Agent {

  private static final String RUNTIME = "dev.drop444.runtime.AgentRuntime";

  /**
   * How arguments begin that name the jar to run, up to the end of their first line, as a URI. The
   * JVM names the jar of this class otherwise, which may be an older one.
   */
  private static final String RUN = "run:";

  /** What runs in this process, null while nothing does; made by the runtime of some jar. */
  private static @Nullable Object running;

  private Agent() {}

  /** Started with {@code -javaagent}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      hand("start", ownJar(), arguments, instrumentation);
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
    if (arguments == null || !arguments.startsWith(RUN)) {
      hand("attach", ownJar(), arguments, instrumentation);
      return;
    }
    int end = arguments.indexOf('\n');
    File jar = new File(new URI(arguments.substring(RUN.length(), end)));
    hand("attach", jar, arguments.substring(end + 1), instrumentation);
  }

  private static synchronized void hand(
      String method, File jar, @Nullable String arguments, Instrumentation instrumentation)
      throws Exception {
    AgentLoader loader = new AgentLoader(jar);
    Object next;
    try {
      next =
          Class.forName(RUNTIME, true, loader)
              .getMethod(method, String.class, Instrumentation.class, Object.class)
              .invoke(null, arguments, instrumentation, running);
    } catch (InvocationTargetException failure) {
      loader.close();
      Throwable cause = failure.getCause();
      if (cause instanceof Exception) {
        throw (Exception) cause;
      }
      throw failure;
    }
    if (next == null || next.getClass().getClassLoader() != loader) {
      loader.close();
    }
    // The loader of what ran before is not closed: a drop that is still being carried out may need
    // a class. Its jar is closed when it is collected.
    running = next;
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
