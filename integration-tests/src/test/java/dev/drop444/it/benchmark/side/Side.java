package dev.drop444.it.benchmark.side;

import dev.drop444.it.benchmark.measure.CpuTime;

/** A process, or several, that listen at a port of 127.0.0.1. Confined to one thread. */
public interface Side extends AutoCloseable {

  /** What it is called in the table. */
  String name();

  /** The process whose CPU time counts, with that of its descendants. */
  long pid();

  int port();

  /** Says that it is still wanted, to one that ends after a long silence. */
  default void keep() {}

  /** The CPU time until now. */
  default CpuTime cpuTime() {
    return CpuTime.of(pid());
  }

  /** Ends it and waits until it is gone. */
  @Override
  void close();
}
