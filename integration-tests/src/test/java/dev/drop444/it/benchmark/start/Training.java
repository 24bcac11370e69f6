package dev.drop444.it.benchmark.start;

import java.util.List;

/** Which agents the start has that fills an archive. */
enum Training {
  /** None. For a CDS archive nothing else is allowed. */
  WITHOUT_AGENT("without the agent"),
  /** None, but the JDK's module for agents, which an agent brings into a JVM. */
  WITH_MODULE("with --add-modules java.instrument"),
  /** The same as later. */
  WITH_AGENT("with the agent");

  private final String words;

  Training(String words) {
    this.words = words;
  }

  /**
   * What stands on the command line for it.
   *
   * @param agent the options of the agent
   */
  List<String> options(List<String> agent) {
    return switch (this) {
      case WITHOUT_AGENT -> List.of();
      case WITH_MODULE -> List.of("--add-modules", "java.instrument");
      case WITH_AGENT -> agent;
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
