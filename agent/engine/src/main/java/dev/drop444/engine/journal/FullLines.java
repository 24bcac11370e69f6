package dev.drop444.engine.journal;

import java.net.InetAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * How many full lines each client had by each rule within this minute. Of fixed size (128 KiB, made
 * at the first drop), and forgetful: where too many clients come at once, one that is forgotten
 * begins anew. Allocates nothing and takes no lock after that. Thread-safe.
 */
final class FullLines {

  /** What a count can hold. */
  static final int MOST = 100_000;

  private static final int SETS = 1 << 12;
  private static final int WAYS = 4;
  private static final long MINUTE = 60_000_000_000L;
  private static final int COUNT_BITS = 18;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final int MINUTE_BITS = 32 - COUNT_BITS;

  private final AtomicLongArray slots = new AtomicLongArray(SETS * WAYS);

  /** So that nobody can choose whom to share a place with. */
  private final long salt = ThreadLocalRandom.current().nextLong();

  private final long origin;

  FullLines(long now) {
    this.origin = now;
  }

  /** Counts a line if the client has had fewer than so many; false if not. */
  boolean admit(String rule, @Nullable InetAddress client, long now, int most) {
    // From 1 on: 0 is an empty slot.
    long minute = ((now - origin) / MINUTE + 1) & ((1L << MINUTE_BITS) - 1);
    long hash =
        mix(salt ^ ((long) rule.hashCode() << 32) ^ (client == null ? 0 : client.hashCode()));
    long tag = hash & 0xffffffff00000000L;
    int set = ((int) hash & (SETS - 1)) * WAYS;
    long fresh = tag | minute << COUNT_BITS;
    int victim = set + (int) (hash >>> 12 & (WAYS - 1));
    for (int i = set; i < set + WAYS; i++) {
      long slot = slots.get(i);
      if ((slot & ~COUNT_MASK) == fresh) {
        return (slot & COUNT_MASK) < most && slots.compareAndSet(i, slot, slot + 1);
      }
      if ((slot >>> COUNT_BITS & ((1L << MINUTE_BITS) - 1)) != minute) {
        victim = i;
      }
    }
    if (most == 0) {
      return false;
    }
    slots.set(victim, fresh | 1);
    return true;
  }

  /** The finalizer of SplitMix64: every bit of what comes out depends on every bit that went in. */
  private static long mix(long key) {
    long z = (key ^ key >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
