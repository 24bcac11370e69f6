package dev.drop444.engine.ban;

import dev.drop444.engine.time.TimeSource;

/**
 * The arrays behind bans, a power of two of places, of which some are always free. Not thread-safe,
 * but whoever reads while another thread writes gets nonsense and no more: no loop without an end,
 * no exception.
 */
final class Places {

  private final long[] highs;
  private final long[] lows;
  private final long[] ends;
  private final long[] memories;
  private final int[] rules;

  private final int[] counts;

  /**
   * Never 0, which marks a free place. Apart from the rest, so that one look into memory is enough
   * for nearly everybody who is not there.
   */
  private final int[] hashes;

  Places(int size) {
    highs = new long[size];
    lows = new long[size];
    ends = new long[size];
    memories = new long[size];
    rules = new int[size];
    counts = new int[size];
    hashes = new int[size];
  }

  int size() {
    return hashes.length;
  }

  /** The same entries in more places, or in as many. */
  Places copy(int size) {
    Places copy = new Places(size);
    BanEntry entry = new BanEntry();
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != 0) {
        get(i, entry);
        copy.set(copy.free(hashes[i]), hashes[i], entry);
      }
    }
    return copy;
  }

  /** The place of a client, or -1. */
  int find(int hash, long high, long low) {
    int mask = hashes.length - 1;
    for (int i = 0; i < hashes.length; i++) {
      int place = hash + i & mask;
      int there = hashes[place];
      if (there == 0) {
        return -1;
      }
      if (there == hash && lows[place] == low && highs[place] == high) {
        return place;
      }
    }
    return -1;
  }

  /** The rule that banned a client, or -1. Asks for the time only if the client is there. */
  int rule(int hash, long high, long low, TimeSource time) {
    int place = find(hash, high, low);
    return place >= 0 && ends[place] - time.nanoTime() > 0 ? rules[place] : -1;
  }

  /** A place for one who is not there. */
  int free(int hash) {
    int mask = hashes.length - 1;
    int place = hash & mask;
    while (hashes[place] != 0) {
      place = place + 1 & mask;
    }
    return place;
  }

  boolean isFree(int place) {
    return hashes[place] == 0;
  }

  boolean isForgotten(int place, long now) {
    return memories[place] - now <= 0;
  }

  boolean endsBefore(int place, int other, long now) {
    return Math.max(ends[place] - now, 0) < Math.max(ends[other] - now, 0);
  }

  void get(int place, BanEntry entry) {
    entry.high = highs[place];
    entry.low = lows[place];
    entry.end = ends[place];
    entry.memory = memories[place];
    entry.rule = rules[place];
    entry.count = counts[place];
  }

  /**
   * Puts an entry into a place.
   *
   * @param hash not 0
   */
  void set(int place, int hash, BanEntry entry) {
    highs[place] = entry.high;
    lows[place] = entry.low;
    ends[place] = entry.end;
    memories[place] = entry.memory;
    rules[place] = entry.rule;
    counts[place] = entry.count;
    hashes[place] = hash;
  }

  /** Frees a place, and closes the gap, so that what was put behind it is still found. */
  void clear(int place) {
    int mask = hashes.length - 1;
    int gap = place;
    for (int next = gap + 1 & mask; hashes[next] != 0; next = next + 1 & mask) {
      int distance = next - hashes[next] & mask;
      if (distance >= (next - gap & mask)) {
        move(next, gap);
        gap = next;
      }
    }
    hashes[gap] = 0;
  }

  private void move(int from, int to) {
    highs[to] = highs[from];
    lows[to] = lows[from];
    ends[to] = ends[from];
    memories[to] = memories[from];
    rules[to] = rules[from];
    counts[to] = counts[from];
    hashes[to] = hashes[from];
  }
}
