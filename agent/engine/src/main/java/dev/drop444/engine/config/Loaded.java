package dev.drop444.engine.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of reading a configuration: all of it, or all of its problems. Immutable. */
public final class Loaded {

  private final @Nullable Configuration configuration;
  private final List<Problem> problems;
  private final List<Problem> warnings;
  private final OnConfigError onConfigError;

  Loaded(@Nullable Configuration configuration, Problems problems, OnConfigError onConfigError) {
    this.configuration = configuration;
    this.problems = List.copyOf(problems.list());
    this.warnings = List.copyOf(problems.warnings());
    this.onConfigError = onConfigError;
  }

  /** The configuration; empty exactly if there are problems. */
  public Optional<Configuration> configuration() {
    return Optional.ofNullable(configuration);
  }

  public List<Problem> problems() {
    return problems;
  }

  /** What stops nothing, but is hardly meant. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** What the operator wants to happen if there are problems. */
  public OnConfigError onConfigError() {
    return onConfigError;
  }

  /** All problems as lines for the operator, and what becomes of the start. Empty if none. */
  public String report() {
    if (problems.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("drop444: ");
    text.append(problems.size() == 1 ? "one problem" : problems.size() + " problems");
    text.append(" in the configuration, and nothing of it is in force:\n");
    for (Problem problem : problems) {
      text.append("  ").append(problem).append('\n');
    }
    return text.append(
            onConfigError == OnConfigError.STOP
                ? "The server does not start. (drop444.on-config-error=off would start it"
                    + " unprotected.)\n"
                : "The server starts WITHOUT protection. (drop444.on-config-error=off)\n")
        .toString();
  }
}
