package dev.drop444.engine.rule;

/**
 * The path is not one that is exempt. Added to rules that shed or limit, so that the path is looked
 * at only where the rest of such a rule holds, and in one pass with the paths of all rules. At
 * accept nobody knows the path; who probed before stands for it.
 */
final class ExemptPathCondition extends Condition {

  private final PatternCondition paths;
  private final boolean needsHead;

  /**
   * A condition.
   *
   * @param needsHead whether it holds for requests only; if not, it also holds for what the server
   *     cannot read, which asks for no path
   */
  ExemptPathCondition(PatternCondition paths, boolean needsHead) {
    super(paths.wording(), paths.cost());
    this.paths = paths;
    this.needsHead = needsHead;
  }

  @Override
  Truth test(Facts facts) {
    return needsHead || facts.isHeadKnown() ? paths.test(facts) : Truth.NO;
  }

  @Override
  boolean needsHead() {
    return needsHead;
  }

  /** Whether all paths of a condition are exempt. */
  boolean covers(Condition other) {
    return other instanceof PatternCondition
        && other.wording().facet().equals(Subject.PATH.toString())
        && !other.wording().negated()
        && paths.includes(other);
  }

  /** Whether the path is exempt. */
  boolean isExempt(Facts facts) {
    return test(facts) == Truth.YES;
  }
}
