package dev.drop444.engine.rule;

import java.util.Set;

/** One of these rules has hit: the only way in which what drop444 does counts against a client. */
final class StrikeCondition extends Condition {

  private final Set<String> rules;

  /**
   * A condition.
   *
   * @param rules their names
   */
  StrikeCondition(Wording wording, Set<String> rules) {
    super(wording, ADDRESS);
    this.rules = Set.copyOf(rules);
  }

  Set<String> rules() {
    return rules;
  }

  @Override
  Truth test(Facts facts) {
    String hitBy = facts.hitBy();
    return hitBy == null ? Truth.UNKNOWN : Truth.of(rules.contains(hitBy));
  }

  @Override
  boolean needsHead() {
    return false;
  }

  @Override
  boolean isEmpty() {
    return rules.isEmpty();
  }
}
