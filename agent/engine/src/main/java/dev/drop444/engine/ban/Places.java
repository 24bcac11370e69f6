package dev.drop444.engine.ban;

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

  /** From 1; 0 marks a free place. */
  private final int[] counts;

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
    return counts.length;
  }

  /** The same entries in more places, or in as many. */
  Places copy(int size) {
    Places copy = new Places(size);
    BanEntry entry = new BanEntry();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        get(i, entry);
        copy.set(copy.free(hashes[i]), hashes[i], entry);
      }
    }
    return copy;
  }

  /** The place of a client, or -1. */
  int find(int hash, long high, long low) {
    int mask = counts.length - 1;
    for (int i = 0; i < counts.length; i++) {
      int place = hash + i & mask;
      if (counts[place] == 0) {
        return -1;
      }
      if (lows[place] == low && highs[place] == high) {
        return place;
      }
    }
    return -1;
  }

  /** The rule that banned a client, or -1. */
  int rule(int hash, long high, long low, long now) {
    int place = find(hash, high, low);
    return place >= 0 && ends[place] - now > 0 ? rules[place] : -1;
  }

  /** A place for one who is not there. */
  int free(int hash) {
    int mask = counts.length - 1;
    int place = hash & mask;
    while (counts[place] != 0) {
      place = place + 1 & mask;
    }
    return place;
  }

  boolean isFree(int place) {
    return counts[place] == 0;
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
    int mask = counts.length - 1;
    int gap = place;
    for (int next = gap + 1 & mask; counts[next] != 0; next = next + 1 & mask) {
      int distance = next - hashes[next] & mask;
      if (distance >= (next - gap & mask)) {
        move(next, gap);
        gap = next;
      }
    }
    counts[gap] = 0;
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
