package dev.drop444.engine.rule;

import java.util.ArrayList;
import java.util.List;

/** How one rule was tried on one request. Immutable. */
public final class Trial {

  private final Rule rule;
  private final List<Result> results;
  private final boolean holdsUnderOverload;

  private Trial(Rule rule, List<Result> results, boolean holdsUnderOverload) {
    this.rule = rule;
    this.results = List.copyOf(results);
    this.holdsUnderOverload = holdsUnderOverload;
  }

  static Trial of(Rule rule, Facts facts) {
    List<Result> results = new ArrayList<>();
    boolean holdsUnderOverload = true;
    for (Condition condition : rule.conditions()) {
      Result result =
          new Result(
              condition.wording(), condition.holds(facts), condition.test(facts) == Truth.UNKNOWN);
      results.add(result);
      boolean overload = condition instanceof OverloadCondition && !condition.wording().negated();
      holdsUnderOverload &= result.holds() || (overload && result.unknown());
    }
    return new Trial(rule, results, holdsUnderOverload);
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

  /** Whether all conditions would hold if there were the overload that the rule names, if any. */
  public boolean holdsUnderOverload() {
    return holdsUnderOverload;
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
