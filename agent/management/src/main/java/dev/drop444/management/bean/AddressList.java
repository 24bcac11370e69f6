package dev.drop444.management.bean;

import dev.drop444.engine.Engine;
import dev.drop444.engine.address.list.ListState;
import dev.drop444.management.AddressListMXBean;

/** A list of addresses in a file. */
final class AddressList implements AddressListMXBean {

  private static final double MILLIS = 1e3;

  private final Engine engine;
  private final String file;

  AddressList(Engine engine, String file) {
    this.engine = engine;
    this.file = file;
  }

  private ListState state() {
    return engine.lists().stream()
        .filter(list -> list.file().toString().equals(file))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(file + " is no list any more"));
  }

  @Override
  public long getEntries() {
    return state().entries();
  }

  @Override
  public long getBrokenLines() {
    return state().brokenLines();
  }

  @Override
  public double getAgeSeconds() {
    return state().ageMillis() / MILLIS;
  }

  @Override
  public boolean isCurrent() {
    return state().problem() == null;
  }

  @Override
  public String getProblem() {
    String problem = state().problem();
    return problem == null ? "" : problem;
  }
}
