package dev.drop444.engine.rule;

/** A number that the request has lies in one of these ranges. */
final class NumberCondition extends Condition {

  private final Quantity quantity;
  private final NumberRanges ranges;

  NumberCondition(Wording wording, Quantity quantity, NumberRanges ranges) {
    super(wording, quantity.cost());
    this.quantity = quantity;
    this.ranges = ranges;
  }

  @Override
  Truth test(Facts facts) {
    long value = quantity.of(facts);
    return value == Quantity.UNKNOWN ? Truth.UNKNOWN : Truth.of(ranges.contains(value));
  }

  @Override
  boolean needsHead() {
    return quantity != Quantity.PORT;
  }

  @Override
  boolean needsResponse() {
    return quantity == Quantity.STATUS;
  }

  /** Whether the condition lets through only responses of some statuses. */
  boolean limitsStatus() {
    return quantity == Quantity.STATUS;
  }

  /** Whether a number may fit. */
  boolean holdsFor(long value) {
    return ranges.contains(value) != wording().negated();
  }

  @Override
  boolean includes(Condition other) {
    return ranges.includes(((NumberCondition) other).ranges);
  }
}
