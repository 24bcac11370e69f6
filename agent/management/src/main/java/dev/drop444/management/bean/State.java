package dev.drop444.management.bean;

import dev.drop444.engine.Ledger.Table;
import dev.drop444.management.StateMXBean;

/** A bounded table. */
final class State implements StateMXBean {

  private final Table table;

  State(Table table) {
    this.table = table;
  }

  @Override
  public long getSize() {
    return table.size();
  }

  @Override
  public long getCapacity() {
    return table.capacity();
  }

  @Override
  public long getEvictions() {
    return table.evicted();
  }
}
