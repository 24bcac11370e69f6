package dev.drop444.engine.rule;

/**
 * The path is not one that is exempt. Added to rules that shed or limit, so that the path is looked
 * at only where the rest of such a rule holds, and in one pass with the paths of all rules. At
 * accept nobody knows the path; who probed before stands for it.
 */
final class ExemptPathCondition extends Condition {

  private final PatternCondition paths;

  ExemptPathCondition(PatternCondition paths) {
    super(paths.wording(), paths.cost());
    this.paths = paths;
  }

  @Override
  Truth test(Facts facts) {
    return paths.test(facts);
  }

  /** Whether the path is exempt. */
  boolean isExempt(Facts facts) {
    return test(facts) == Truth.YES;
  }
}
