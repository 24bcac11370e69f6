package dev.drop444.engine.rule;

import dev.drop444.engine.gate.Malformation;

/** What arrived is malformed in one of these ways. Immutable. */
final class MalformedCondition {

  private final MalformedKinds kinds;
  private final boolean negated;

  MalformedCondition(MalformedKinds kinds, boolean negated) {
    this.kinds = kinds;
    this.negated = negated;
  }

  /** The anomalies that must be looked for, as bits. */
  long anomalies() {
    return kinds.anomalies();
  }

  boolean holds(Malformation kind) {
    return kinds.contains(kind) != negated;
  }

  /**
   * Whether it holds for a request whose head is complete.
   *
   * @param found the anomalies of the request, as bits
   */
  boolean holds(long found) {
    return ((found & kinds.anomalies()) != 0) != negated;
  }
}
