package dev.drop444.engine;

import dev.drop444.engine.time.TimeSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether requests are dropped one after another just now. It begins with {@value #MANY} within a
 * second, and is over when there have not been as many in any second for ten. Thread-safe;
 * allocates nothing and takes no lock. Two threads that begin a second at once may lose some drops
 * of it; a flood has others.
 */
final class FloodWatch {

  /** Nobody's mistake, and less than anybody would notice. */
  static final int MANY = 20;

  private static final long SECOND = 1_000_000_000;
  private static final long LINGERS = 10 * SECOND;

  private final TimeSource time;
  private final AtomicInteger drops = new AtomicInteger();
  private volatile long secondEnds;

  /** When it is over; 0 if there was none. */
  private volatile long ends;

  FloodWatch(TimeSource time) {
    this.time = time;
    this.secondEnds = time.nanoTime();
  }

  /** A request was dropped. */
  void dropped() {
    long now = time.nanoTime();
    if (now - secondEnds >= 0) {
      secondEnds = now + SECOND;
      drops.set(0);
    }
    if (drops.incrementAndGet() >= MANY) {
      ends = now + LINGERS | 1;
    }
  }

  /** Whether a flood is on, or was lately. */
  boolean isOn() {
    long until = ends;
    return until != 0 && until - time.nanoTime() > 0;
  }
}
