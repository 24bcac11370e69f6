package dev.drop444.weaver.advice;

import dev.drop444.weaver.sample.Gates;

/** Counts in what it shares. */
public class OtherAdvice {

  private final Gates gates;
  private final Shared shared;

  public OtherAdvice(Shared shared, Gates gates) {
    this.gates = gates;
    this.shared = shared;
  }

  public boolean state(Object self, double weight) {
    gates.seen.add("state " + weight + " no " + ++shared.count);
    return false;
  }
}
