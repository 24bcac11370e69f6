package dev.drop444.engine;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long a gate takes, from one call in some dozens: to time each would cost more than the gate
 * itself. Thread-safe; allocates nothing and takes no lock.
 */
public final class SelfTime {

  /** A power of two. */
  private static final int ONE_IN = 64;

  /** More than that is a pause of the process, or a thread that had to wait for a core. */
  private static final long MOST_NANOS = 1_000_000;

  private final LongAdder calls = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  SelfTime() {}

  /** What {@link #end} is to be told; 0 for a call that is not timed. */
  long begin() {
    return (ThreadLocalRandom.current().nextInt() & ONE_IN - 1) == 0 ? System.nanoTime() | 1 : 0;
  }

  void end(long begun) {
    if (begun != 0) {
      calls.increment();
      nanos.add(Math.min(MOST_NANOS, System.nanoTime() - begun));
    }
  }

  /** How many calls were timed. */
  public long timedCalls() {
    return calls.sum();
  }

  /** How long those took, in nanoseconds; what took longer than a millisecond counts as one. */
  public long timedNanos() {
    return nanos.sum();
  }

  /** About how long all calls took, in nanoseconds. */
  public long nanos() {
    return nanos.sum() * ONE_IN;
  }
}
