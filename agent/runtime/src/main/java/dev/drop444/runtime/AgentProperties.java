package dev.drop444.runtime;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's own place for what an agent has to tell to those who attach to it ({@code
 * VirtualMachine.getAgentProperties}). The application's system properties are left alone.
 * Thread-safe. Where the JVM has no such place, nothing is told and nothing fails.
 */
final class AgentProperties {

  private static final String PACKAGE = "jdk.internal.vm";
  private static final String RUNNING = "drop444.version";
  private static final String PENDING = "drop444.pending";
  private static final String REPLY = "drop444.reply";

  private final Properties properties;

  private AgentProperties(Properties properties) {
    this.properties = properties;
  }

  /** Those of this JVM. The package is exported to our loader's module only, and goes with it. */
  static AgentProperties of(Instrumentation instrumentation) {
    try {
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(PACKAGE, Set.of(AgentProperties.class.getModule())),
          Map.of(),
          Set.of(),
          Map.of());
      Object found =
          Class.forName(PACKAGE + ".VMSupport", true, null)
              .getMethod("getAgentProperties")
              .invoke(null);
      return new AgentProperties((Properties) found);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError notHere) {
      return new AgentProperties(new Properties());
    }
  }

  /** Which version runs in this process, null if none does. */
  void tellRunning(@Nullable String version) {
    set(RUNNING, version);
  }

  /** The first pieces of an order; empty if there are none. Takes them away. */
  String takePending(String number) {
    String kept = properties.getProperty(PENDING);
    set(PENDING, null);
    return kept != null && kept.startsWith(number + "\n")
        ? kept.substring(number.length() + 1)
        : "";
  }

  void keepPending(String number, String text) {
    set(PENDING, number + "\n" + text);
  }

  /** Leaves a reply, in place of the one before. */
  void reply(String number, List<String> lines) {
    set(REPLY, number + "\n" + String.join("\n", lines));
  }

  private void set(String key, @Nullable String value) {
    if (value == null) {
      properties.remove(key);
    } else {
      properties.setProperty(key, value);
    }
  }
}
