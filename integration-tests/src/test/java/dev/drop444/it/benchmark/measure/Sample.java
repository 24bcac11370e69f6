package dev.drop444.it.benchmark.measure;

import dev.drop444.it.benchmark.load.Tally;

/**
 * What one contender took in one round. Immutable.
 *
 * @param ends how many requests or connections came to an end
 * @param cpuNanos the server's CPU time
 * @param nanos the time on the clock
 * @param p99 the clients' 99th percentile in nanoseconds
 */
public record Sample(long ends, long cpuNanos, long nanos, long p99) {

  /** A turn, as clients saw it and the server's CPU time. */
  public static Sample of(Tally tally, long cpuNanos) {
    return new Sample(tally.all(), cpuNanos, tally.nanos(), tally.p99());
  }

  /** Both turns together; of p99 the worse. */
  public Sample and(Sample other) {
    return new Sample(
        ends + other.ends,
        cpuNanos + other.cpuNanos,
        nanos + other.nanos,
        Math.max(p99, other.p99));
  }

  /** The server's CPU time for each, in microseconds. */
  public double cpuMicros() {
    return cpuNanos / 1e3 / ends;
  }

  /** How many in a second. */
  public double perSecond() {
    return ends * 1e9 / nanos;
  }
}
