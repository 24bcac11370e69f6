package dev.drop444.engine.rule;

/** A request head has been awaited for so long and is not complete. */
final class SlowHeadCondition extends Condition {

  private final long nanos;

  SlowHeadCondition(Wording wording, long nanos) {
    super(wording, STAGE);
    this.nanos = nanos;
  }

  @Override
  Truth test(Facts facts) {
    long waited = facts.headWaitNanos();
    return waited < 0 ? Truth.UNKNOWN : Truth.of(waited >= nanos);
  }

  @Override
  boolean needsHead() {
    return false;
  }

  @Override
  boolean includes(Condition other) {
    return nanos <= ((SlowHeadCondition) other).nanos;
  }
}
