package dev.drop444.engine.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where settings come from, besides the file that they may name. Immutable. */
public final class Sources {

  private final String agentArguments;
  private final Map<String, String> systemProperties;
  private final Map<String, String> environment;
  private final Path workingDirectory;

  private Sources(
      String agentArguments,
      Map<String, String> systemProperties,
      Map<String, String> environment,
      Path workingDirectory) {
    this.agentArguments = agentArguments;
    this.systemProperties = systemProperties;
    this.environment = environment;
    this.workingDirectory = workingDirectory;
  }

  /**
   * The sources of this process.
   *
   * @param agentArguments what stands after {@code -javaagent:drop444.jar=}, or null
   */
  public static Sources ofProcess(@Nullable String agentArguments) {
    return of(agentArguments, System.getProperties(), System.getenv(), Path.of(""));
  }

  /**
   * Any sources.
   *
   * @param agentArguments what stands after {@code -javaagent:drop444.jar=}, or null
   * @param systemProperties those that start with {@code drop444.} count
   * @param environment those that start with {@code DROP444_} count
   * @param workingDirectory where relative file names start
   */
  public static Sources of(
      @Nullable String agentArguments,
      Properties systemProperties,
      Map<String, String> environment,
      Path workingDirectory) {
    Map<String, String> properties = new TreeMap<>();
    for (String name : systemProperties.stringPropertyNames()) {
      if (name.startsWith(Problems.PREFIX)) {
        properties.put(name, systemProperties.getProperty(name));
      }
    }
    Map<String, String> variables = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(EnvironmentNames.PREFIX)) {
            variables.put(name, value);
          }
        });
    return new Sources(
        agentArguments == null ? "" : agentArguments, properties, variables, workingDirectory);
  }

  String agentArguments() {
    return agentArguments;
  }

  Map<String, String> systemProperties() {
    return systemProperties;
  }

  Map<String, String> environment() {
    return environment;
  }

  Path workingDirectory() {
    return workingDirectory;
  }
}
