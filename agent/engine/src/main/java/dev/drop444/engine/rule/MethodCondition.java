package dev.drop444.engine.rule;

import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.pattern.Patterns;

/** The method is one of these. */
final class MethodCondition implements HeadCondition {

  private final Patterns methods;

  MethodCondition(Patterns methods) {
    this.methods = methods;
  }

  @Override
  public boolean holds(RequestHead head) {
    return methods.match(head.method());
  }
}
