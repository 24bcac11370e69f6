package dev.drop444.engine.address;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Hashes of networks as {@link ClientPrefix} shows them, other ones in each object: nobody outside
 * can choose addresses that collide. Immutable.
 */
public final class NetworkHash {

  private final long seed = ThreadLocalRandom.current().nextLong();

  /** 64 bits, of which each depends on all of a network's. Allocates nothing. */
  public long of(long high, long low) {
    return mix(mix(high ^ seed) + low);
  }

  /** Steele, Lea and Flood's mix of 64 bits (SplitMix, 2014). */
  private static long mix(long bits) {
    long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
