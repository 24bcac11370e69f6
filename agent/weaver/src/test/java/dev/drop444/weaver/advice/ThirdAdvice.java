package dev.drop444.weaver.advice;

/** Counts in the same as {@link OtherAdvice}. */
public class ThirdAdvice {

  private final Shared shared;

  public ThirdAdvice(Shared shared) {
    this.shared = shared;
  }

  public boolean stateAgain(Object self, double weight) {
    shared.gates.seen.add("again, no " + ++shared.count);
    return false;
  }
}
