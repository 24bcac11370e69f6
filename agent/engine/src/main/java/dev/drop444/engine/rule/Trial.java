package dev.drop444.engine.rule;

import java.util.ArrayList;
import java.util.List;

/** How one rule was tried on one request. Immutable. */
public final class Trial {

  private final Rule rule;
  private final List<Result> results;
  private final boolean holdsUnderOverload;
  private final boolean holdsBeyondLimit;

  private Trial(
      Rule rule, List<Result> results, boolean holdsUnderOverload, boolean holdsBeyondLimit) {
    this.rule = rule;
    this.results = List.copyOf(results);
    this.holdsUnderOverload = holdsUnderOverload;
    this.holdsBeyondLimit = holdsBeyondLimit;
  }

  static Trial of(Rule rule, Facts facts) {
    List<Result> results = new ArrayList<>();
    boolean holdsUnderOverload = true;
    boolean holdsBeyondLimit = true;
    for (Condition condition : rule.conditions()) {
      Result result =
          new Result(
              condition.wording(),
              condition.holds(facts),
              condition.test(facts) == Truth.UNKNOWN,
              isCounted(condition, facts));
      results.add(result);
      boolean overload = condition instanceof OverloadCondition && !condition.wording().negated();
      holdsUnderOverload &= result.holds() || (overload && result.unknown());
      holdsBeyondLimit &= result.holds() || result.counted();
    }
    return new Trial(rule, results, holdsUnderOverload, holdsBeyondLimit);
  }

  /** Whether only what came before can say whether a condition holds. */
  private static boolean isCounted(Condition condition, Facts facts) {
    return condition instanceof LimitCondition
        ? ((LimitCondition) condition).limit().key().isKnown(facts)
        : condition instanceof ConnectionsCondition && facts.knownClient() != null;
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

  /** Whether all conditions hold but one on what came before, if there is such a one. */
  public boolean holdsBeyondLimit() {
    return holdsBeyondLimit;
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
    private final boolean counted;

    Result(Wording wording, boolean holds, boolean unknown, boolean counted) {
      this.wording = wording;
      this.holds = holds;
      this.unknown = unknown;
      this.counted = counted;
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

    /** Whether what came before says whether it holds. */
    public boolean counted() {
      return counted;
    }
  }
}
