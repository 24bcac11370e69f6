package dev.drop444.management.bean;

import dev.drop444.management.DecisionsMXBean;
import java.util.function.LongSupplier;

/** What was decided by one rule in one way. */
final class Decisions implements DecisionsMXBean {

  private final LongSupplier count;

  Decisions(LongSupplier count) {
    this.count = count;
  }

  @Override
  public long getCount() {
    return count.getAsLong();
  }
}
