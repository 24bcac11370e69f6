package dev.drop444.weaver.advice;

import dev.drop444.weaver.sample.Gates;

/** What two advices have in common. */
public class Shared {

  public final Gates gates;
  int count;

  public Shared(Gates gates) {
    this.gates = gates;
  }
}
