package dev.drop444.engine.rule;

import dev.drop444.engine.gate.Malformation;

/** What arrived is malformed in one of these ways. */
final class MalformedCondition extends Condition {

  private final MalformedKinds kinds;

  MalformedCondition(Wording wording, MalformedKinds kinds) {
    super(wording, ALL_FIELDS);
    this.kinds = kinds;
  }

  /** The anomalies that must be looked for, as bits. */
  long anomalies() {
    return kinds.anomalies();
  }

  @Override
  Truth test(Facts facts) {
    Malformation refusal = facts.refusal();
    if (refusal != null) {
      return Truth.of(kinds.contains(refusal));
    }
    if (kinds.anomalies() == 0) {
      return Truth.NO;
    }
    long found = facts.anomalies();
    return found == Facts.NOT_YET ? Truth.UNKNOWN : Truth.of((found & kinds.anomalies()) != 0);
  }

  /** Whether it can hold only where no request head is known. */
  boolean isOfRefusalsOnly() {
    return kinds.anomalies() == 0 && !wording().negated();
  }

  @Override
  boolean includes(Condition other) {
    return kinds.includes(((MalformedCondition) other).kinds);
  }
}
