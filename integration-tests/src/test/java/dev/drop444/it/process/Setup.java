package dev.drop444.it.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a server's JVM is started, apart from the server itself: with the agent or without, and with
 * which {@code drop444.*} system properties. Immutable.
 *
 * @param name a short word for logs and test names
 * @param agent whether the agent is on
 * @param properties keys without the prefix {@code drop444.}
 * @param options further options of the JVM
 * @param environment further environment variables
 */
public record Setup(
    String name,
    boolean agent,
    Map<String, String> properties,
    List<String> options,
    Map<String, String> environment) {

  /** The server as it is without the agent. */
  public static final Setup BARE = new Setup("bare", false, Map.of(), List.of(), Map.of());

  /** Tests look for the line of each drop, and each drops more than anybody else. */
  private static final List<String> EVERY_LINE =
      List.of("-Ddrop444.log.first=100000", "-Ddrop444.log.rate=1000000");

  /** The bare flag: the agent with nothing configured. */
  public static Setup agent(String name) {
    return new Setup(name, true, Map.of(), List.of(), Map.of());
  }

  /** This, and one more property. */
  public Setup with(String key, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(key, value);
    return new Setup(name, agent, Map.copyOf(more), options, environment);
  }

  /** This, and one more option of the JVM. */
  public Setup option(String option) {
    List<String> more = new ArrayList<>(options);
    more.add(option);
    return new Setup(name, agent, properties, List.copyOf(more), environment);
  }

  /** This, and one more environment variable. */
  public Setup environment(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Setup(name, agent, properties, options, Map.copyOf(more));
  }

  /** This under another name. */
  public Setup named(String other) {
    return new Setup(other, agent, properties, options, environment);
  }

  /** What stands between {@code java} and the server on the command line. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(options);
    if (agent) {
      arguments.add("-javaagent:" + Surroundings.agent());
      arguments.addAll(EVERY_LINE);
    }
    new TreeMap<>(properties)
        .forEach((key, value) -> arguments.add("-Ddrop444." + key + "=" + value));
    return arguments;
  }

  @Override
  public String toString() {
    return name;
  }
}
