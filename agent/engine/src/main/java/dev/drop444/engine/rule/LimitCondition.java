package dev.drop444.engine.rule;

import dev.drop444.engine.rate.Limit;

/**
 * More comes than a limit allows. The last condition of its rule, for whatever gets so far counts,
 * if it then passes; whoever can know nothing of the limit counts nothing.
 */
final class LimitCondition extends Condition {

  private final Limit limit;

  LimitCondition(Wording wording, Limit limit) {
    super(wording, LIMIT);
    this.limit = limit;
  }

  Limit limit() {
    return limit;
  }

  @Override
  Truth test(Facts facts) {
    switch (facts.permits().look(limit, facts)) {
      case BEYOND:
        return Truth.YES;
      case WITHIN:
        return Truth.NO;
      default:
        return Truth.UNKNOWN;
    }
  }

  @Override
  boolean needsHead() {
    return limit.key().needsHead();
  }

  /** Each limit counts for itself. */
  @Override
  boolean includes(Condition other) {
    return false;
  }
}
