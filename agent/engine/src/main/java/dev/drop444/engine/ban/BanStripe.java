package dev.drop444.engine.ban;

import dev.drop444.engine.time.TimeSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Some of the bans, in arrays: 44 bytes a place, of which at least a quarter is empty. Thread-safe.
 * Who only asks whether somebody is banned takes no lock, unless bans are written all the time.
 *
 * <p>Entries are found by open addressing with linear probing; what is taken out leaves no mark.
 */
final class BanStripe {

  private static final int FEWEST_PLACES = 16;

  /** Of how many entries one gives way when there are too many. */
  private static final int SAMPLE = 16;

  private static final int TRIES = 3;

  /** All are looked through at most so often if there are too many. */
  private static final long PURGE_NANOS = 1_000_000_000L;

  private final StampedLock lock = new StampedLock();
  private final long most;
  private final AtomicLong all;
  private final LongAdder evicted;
  private Places places = new Places(FEWEST_PLACES);
  private int entries;
  private long purged;

  /**
   * An empty one.
   *
   * @param all how many entries there are in all stripes
   * @param most of them
   * @param evicted counts those that give way before their time
   */
  BanStripe(AtomicLong all, long most, LongAdder evicted) {
    this.evicted = evicted;
    this.all = all;
    this.most = most;
  }

  /** What becomes of a client. Called with the stripe locked: short, and without other locks. */
  interface Change {
    /** Changes the entry, of which the client is set; nothing else is if it is new. */
    void apply(BanEntry entry, boolean known);
  }

  /** The number of the rule that banned a client, or -1. */
  int rule(int hash, long high, long low, TimeSource time) {
    for (int i = 0; i < TRIES; i++) {
      long stamp = lock.tryOptimisticRead();
      if (stamp != 0) {
        int rule = places.rule(hash, high, low, time);
        if (lock.validate(stamp)) {
          return rule;
        }
      }
    }
    long stamp = lock.readLock();
    try {
      return places.rule(hash, high, low, time);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** Changes or makes the entry of a client. */
  void change(int hash, BanEntry entry, long now, Change change) {
    long stamp = lock.writeLock();
    try {
      int place = places.find(hash, entry.high, entry.low);
      boolean known = place >= 0;
      if (known) {
        places.get(place, entry);
      }
      change.apply(entry, known);
      if (!known) {
        makeRoom(now);
        place = places.free(hash);
        entries++;
        all.incrementAndGet();
      }
      places.set(place, hash, entry);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Tells what is known of a client; false if that is nothing. */
  boolean find(int hash, BanEntry entry) {
    long stamp = lock.readLock();
    try {
      int place = places.find(hash, entry.high, entry.low);
      if (place >= 0) {
        places.get(place, entry);
      }
      return place >= 0;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** Forgets a client, of whom the entry then tells what was known; false if nothing was. */
  boolean remove(int hash, BanEntry entry) {
    long stamp = lock.writeLock();
    try {
      int place = places.find(hash, entry.high, entry.low);
      if (place < 0) {
        return false;
      }
      places.get(place, entry);
      take(place);
      return true;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void take(int place) {
    places.clear(place);
    entries--;
    all.decrementAndGet();
  }

  /** A copy of all, for those who take their time; null if there are none. */
  @Nullable Places copy() {
    long stamp = lock.readLock();
    try {
      return entries == 0 ? null : places.copy(places.size());
    } finally {
      lock.unlockRead(stamp);
    }
  }

  private void makeRoom(long now) {
    boolean full = all.get() >= most;
    if (!full && entries < places.size() / 4 * 3) {
      return;
    }
    if (!full || now - purged > PURGE_NANOS) {
      purge(now);
    }
    if (entries > 0 && all.get() >= most) {
      take(weakest(now));
      evicted.increment();
    } else if (entries >= places.size() / 2) {
      places = places.copy(places.size() * 2);
    }
  }

  private void purge(long now) {
    purged = now;
    for (int i = places.size() - 1; i >= 0; i--) {
      if (!places.isFree(i) && places.isForgotten(i, now)) {
        take(i);
      }
    }
  }

  /** Among some: one that is over and only remembered, or else the one that ends first. */
  private int weakest(long now) {
    int start = ThreadLocalRandom.current().nextInt(places.size());
    int weakest = -1;
    for (int i = 0, seen = 0; i < places.size() && seen < SAMPLE; i++) {
      int place = start + i & places.size() - 1;
      if (!places.isFree(place)) {
        seen++;
        if (weakest < 0 || places.endsBefore(place, weakest, now)) {
          weakest = place;
        }
      }
    }
    return weakest;
  }
}
