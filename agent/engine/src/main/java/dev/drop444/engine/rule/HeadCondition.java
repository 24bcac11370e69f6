package dev.drop444.engine.rule;

import dev.drop444.engine.gate.RequestHead;

/**
 * A condition on the request head as it was sent. Immutable; allocates nothing and takes no lock.
 *
 * <p>A condition on something absent does not hold; its negation does.
 */
interface HeadCondition {

  boolean holds(RequestHead head);

  /** The opposite condition. */
  default HeadCondition negate() {
    return head -> !holds(head);
  }
}
