package dev.drop444.it.process;

import java.nio.file.Path;
import java.util.List;

/** Agents of others, which a server may have besides ours. */
public final class OtherAgents {

  private static final String OPEN_TELEMETRY =
      "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1";

  /** The newest of which the agent itself is to be had. */
  private static final String JACOCO = "org.jacoco:org.jacoco.agent:jar:runtime:0.8.15";

  private static final String JMX_EXPORTER = "io.prometheus.jmx:jmx_prometheus_javaagent:1.0.1";

  private OtherAgents() {}

  /** The options of a JVM that traces with OpenTelemetry, and writes its spans to the console. */
  public static List<String> openTelemetry() {
    return List.of(
        "-javaagent:" + jar(OPEN_TELEMETRY),
        "-Dotel.service.name=shop",
        "-Dotel.traces.exporter=console",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none",
        "-Dotel.bsp.schedule.delay=100");
  }

  /**
   * The options of a JVM in which JaCoCo notes what was covered, of every class that is not the
   * JDK's.
   *
   * @param file where it writes that at the end, in the working directory
   */
  public static List<String> jacoco(String file) {
    return List.of("-javaagent:" + jar(JACOCO) + "=destfile=" + file);
  }

  /**
   * The options of a JVM that shows what it has over JMX to Prometheus.
   *
   * @param at an address and a port to listen at
   * @param rules the file that says how metrics are called
   */
  public static List<String> jmxExporter(String at, Path rules) {
    return List.of("-javaagent:" + jar(JMX_EXPORTER) + "=" + at + ":" + rules);
  }

  private static Path jar(String coordinates) {
    return Artifacts.file(coordinates);
  }
}
