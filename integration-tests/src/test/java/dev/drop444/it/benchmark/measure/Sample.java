package dev.drop444.it.benchmark.measure;

import dev.drop444.it.benchmark.load.Tally;

/**
 * What one contender took in one round. Immutable.
 *
 * @param ends how many requests or connections came to an end
 * @param cpuNanos the server's CPU time
 * @param compilerNanos what of it a JVM's compilers took
 * @param nanos the time on the clock
 * @param p99 the clients' 99th percentile in nanoseconds
 */
public record Sample(long ends, long cpuNanos, long compilerNanos, long nanos, long p99) {

  /** A turn, as clients saw it, and the server's CPU time before and after it. */
  public static Sample of(Tally tally, CpuTime before, CpuTime after) {
    return new Sample(
        tally.all(), after.since(before), after.compilersSince(before), tally.nanos(), tally.p99());
  }

  /** Both turns together; of p99 the worse. */
  public Sample and(Sample other) {
    return new Sample(
        ends + other.ends,
        cpuNanos + other.cpuNanos,
        compilerNanos + other.compilerNanos,
        nanos + other.nanos,
        Math.max(p99, other.p99));
  }

  /** The server's CPU time for each, in microseconds. */
  public double cpuMicros() {
    return cpuNanos / 1e3 / ends;
  }

  /** The share of the CPU time that went into compiling, from 0 to 1. */
  public double compiling() {
    return (double) compilerNanos / Math.max(1, cpuNanos);
  }

  /** How many cores the server kept busy. */
  public double cores() {
    return (double) cpuNanos / nanos;
  }

  /** How many in a second. */
  public double perSecond() {
    return ends * 1e9 / nanos;
  }
}
