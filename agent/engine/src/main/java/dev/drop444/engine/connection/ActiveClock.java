package dev.drop444.engine.connection;

import dev.drop444.engine.time.TimeSource;

/**
 * Counts the time in which our process ran. Whoever ticks it does so about once a second; if the
 * next tick is late, because of a garbage collection, a SIGSTOP, a suspended machine or too little
 * CPU, no more than two seconds count. So no deadline passes while nobody could have met it.
 *
 * <p>Reading allocates nothing and takes no lock; never goes back. Ticks come from one thread at a
 * time.
 */
final class ActiveClock {

  static final long TICK_NANOS = 1_000_000_000L;

  /** How much may count between two ticks. */
  static final long MOST_NANOS = 2 * TICK_NANOS;

  private final TimeSource time;
  private volatile Tick last;

  /** A clock that starts at 0. */
  ActiveClock(TimeSource time) {
    this.time = time;
    this.last = new Tick(time.nanoTime(), 0, false);
  }

  /** Nanoseconds since the start, not negative. */
  long now() {
    return last.plus(time.nanoTime());
  }

  /**
   * Takes note that the process runs.
   *
   * @param stand whether the clock is to stand still until the next tick
   */
  void tick(boolean stand) {
    long nanos = time.nanoTime();
    last = new Tick(nanos, last.plus(nanos), stand);
  }

  private static final class Tick {
    private final long nanos;
    private final long active;
    private final long most;

    Tick(long nanos, long active, boolean stand) {
      this.nanos = nanos;
      this.active = active;
      this.most = stand ? 0 : MOST_NANOS;
    }

    long plus(long now) {
      return active + Math.max(0, Math.min(most, now - nanos));
    }
  }
}
