package dev.drop444.engine.check;

import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Problem;
import dev.drop444.engine.config.Sources;
import dev.drop444.engine.rule.RuleAnalysis;
import java.util.ArrayList;
import java.util.List;

/** What there is to say about a configuration, found by reading it as the agent does. Immutable. */
public final class Check {

  private final List<String> problems;
  private final List<String> warnings;
  private final String summary;

  private Check(List<String> problems, List<String> warnings, String summary) {
    this.problems = List.copyOf(problems);
    this.warnings = List.copyOf(warnings);
    this.summary = summary;
  }

  /** Reads a configuration and the files that it names. */
  public static Check of(Sources sources) {
    Loaded loaded = Configuration.load(sources);
    List<String> problems = new ArrayList<>();
    for (Problem problem : loaded.problems()) {
      problems.add(problem.toString());
    }
    List<String> warnings = new ArrayList<>();
    for (Problem warning : loaded.warnings()) {
      warnings.add(warning.toString());
    }
    String summary = "";
    Configuration configuration = loaded.configuration().orElse(null);
    if (configuration != null) {
      warnings.addAll(RuleAnalysis.warnings(configuration.rules()));
      summary = configuration.toString();
    }
    return new Check(problems, warnings, summary);
  }

  /** Whether the agent would take it. */
  public boolean isGood() {
    return problems.isEmpty();
  }

  /** What keeps the agent from taking it. */
  public List<String> problems() {
    return problems;
  }

  /** What the agent takes, but is hardly meant. */
  public List<String> warnings() {
    return warnings;
  }

  /** All of it as lines. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    problems.forEach(problem -> text.append("problem: ").append(problem).append('\n'));
    warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    if (isGood()) {
      text.append("The configuration is good: ").append(summary).append('\n');
    } else {
      text.append("The configuration is wrong: problems: ").append(problems.size()).append('\n');
    }
    return text.toString();
  }
}
