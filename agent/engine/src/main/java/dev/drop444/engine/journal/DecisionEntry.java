package dev.drop444.engine.journal;

/** A decision, with what led to it. Immutable. */
public abstract class DecisionEntry implements Entry {

  final Decision decision;

  DecisionEntry(Decision decision) {
    this.decision = decision;
  }

  @Override
  public final long millis() {
    return decision.millis();
  }
}
