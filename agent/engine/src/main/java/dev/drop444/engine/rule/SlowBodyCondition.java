package dev.drop444.engine.rule;

/**
 * The body comes too slowly. When the request is decided about nobody knows that yet; when it is
 * asked whose body is to be watched, it may become so.
 */
final class SlowBodyCondition extends Condition {

  static final String FACET = "slow.body";

  private final BodyRate rate;

  SlowBodyCondition(Wording wording, BodyRate rate) {
    super(wording, STAGE);
    this.rate = rate;
  }

  @Override
  Truth test(Facts facts) {
    return facts.isBodyAhead() ? Truth.YES : Truth.UNKNOWN;
  }

  @Override
  boolean includes(Condition other) {
    return rate.asksForAtLeast(((SlowBodyCondition) other).rate);
  }
}
