package dev.drop444.engine.rule;

import java.util.ArrayList;
import java.util.List;

/** How one rule was tried on one request. Immutable. */
public final class Trial {

  private final Rule rule;
  private final List<Result> results;

  private Trial(Rule rule, List<Result> results) {
    this.rule = rule;
    this.results = List.copyOf(results);
  }

  static Trial of(Rule rule, Facts facts) {
    List<Result> results = new ArrayList<>();
    for (Condition condition : rule.conditions()) {
      results.add(
          new Result(
              condition.wording(), condition.holds(facts), condition.test(facts) == Truth.UNKNOWN));
    }
    return new Trial(rule, results);
  }

  public Rule rule() {
    return rule;
  }

  /** Whether all conditions held. */
  public boolean holds() {
    return results.stream().allMatch(Result::holds);
  }

  /** Whether only the speed of the body is still open. */
  public boolean waitsForBody() {
    return rule.bodyRate() != null
        && results.stream().filter(result -> !result.holds()).allMatch(Result::isAboutSpeed);
  }

  /** Each condition, in the order in which they are tried. */
  public List<Result> results() {
    return results;
  }

  /** Whether one condition held. Immutable. */
  public static final class Result {
    private final Wording wording;
    private final boolean holds;
    private final boolean unknown;

    Result(Wording wording, boolean holds, boolean unknown) {
      this.wording = wording;
      this.holds = holds;
      this.unknown = unknown;
    }

    public Wording wording() {
      return wording;
    }

    public boolean holds() {
      return holds;
    }

    private boolean isAboutSpeed() {
      return wording.facet().equals(SlowBodyCondition.FACET);
    }

    /** Whether nobody can know, so that neither the condition nor its opposite holds. */
    public boolean unknown() {
      return unknown;
    }
  }
}
