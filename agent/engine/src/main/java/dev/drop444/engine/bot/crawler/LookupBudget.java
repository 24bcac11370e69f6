package dev.drop444.engine.bot.crawler;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many lookups may begin a second, so that a flood of clients that say they are crawlers is not
 * passed on to the name servers. Thread-safe; allocates nothing and takes no lock.
 */
final class LookupBudget {

  private static final int COUNT_BITS = 16;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  private final int perSecond;
  private final LongSupplier nanoTime;

  /** The second, and how many lookups have begun in it. */
  private final AtomicLong spent = new AtomicLong(-1L << COUNT_BITS);

  LookupBudget(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /** Takes one lookup out of this second's budget; false if none is left. */
  boolean take() {
    long second = Math.floorDiv(nanoTime.getAsLong(), TimeUnit.SECONDS.toNanos(1));
    while (true) {
      long before = spent.get();
      boolean same = before >> COUNT_BITS == second;
      if (same && (before & COUNT_MASK) >= perSecond) {
        return false;
      }
      long after = same ? before + 1 : (second << COUNT_BITS) + 1;
      if (spent.compareAndSet(before, after)) {
        return true;
      }
    }
  }
}
