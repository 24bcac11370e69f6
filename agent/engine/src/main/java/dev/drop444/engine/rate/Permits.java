package dev.drop444.engine.rate;

import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.rate.DebtTable.Answer;
import dev.drop444.engine.rate.DebtTable.Taken;
import org.jspecify.annotations.Nullable;

/**
 * The limits within which one request has to stay: looked up one after the other, and then taken
 * together, or none of them. Used for one request after the other, by one thread at a time;
 * allocates nothing between them, unless a request is counted among those that go on.
 */
public final class Permits {

  private final KeyHash hash = new KeyHash();
  private final Limit[] limits;
  private final long[] keys;
  private final Taken[] taken;
  private int count;

  private @Nullable Limits memory;
  private boolean watched;
  private boolean timed;
  private long now;
  private @Nullable RequestWatch watch;

  /**
   * Working memory.
   *
   * @param most how many limits can be looked up for one request
   */
  public Permits(int most) {
    this.limits = new Limit[most];
    this.keys = new long[most];
    this.taken = new Taken[most];
    for (int i = 0; i < most; i++) {
      taken[i] = new Taken();
    }
  }

  /**
   * Starts with a request.
   *
   * @param memory null if no limit applies
   * @param watched whether the end of the request will be told; if not, limits for what goes on do
   *     not apply
   */
  public void begin(@Nullable Limits memory, boolean watched) {
    this.memory = memory;
    this.watched = watched;
  }

  /** Whether a limit applies at all. */
  public boolean applies(Limit limit) {
    return memory != null && (watched || !limit.isOfOngoing());
  }

  /** Looks a limit up, each at most once; within it, the request will have to take its share. */
  public Standing look(Limit limit, Countable what) {
    Limits memory = this.memory;
    long key = memory == null || !applies(limit) ? 0 : memory.key(limit, what, hash);
    if (memory == null || key == 0) {
      return Standing.NOT_COUNTED;
    }
    if (!timed) {
      timed = true;
      now = memory.now();
    }
    if (!memory.allows(limit, key, now)) {
      return Standing.BEYOND;
    }
    limits[count] = limit;
    keys[count++] = key;
    return Standing.WITHIN;
  }

  /**
   * Takes its share of each limit that was found to be kept, or of none.
   *
   * @return the first limit that others have reached meanwhile; null if all are kept
   */
  public @Nullable Limit take() {
    Limits memory = this.memory;
    if (memory == null || count == 0) {
      return null;
    }
    CountedRequest counted = null;
    for (int i = 0; i < count; i++) {
      if (limits[i].isOfOngoing() && counted == null) {
        // Before anything is taken: there may be no memory.
        counted = new CountedRequest(memory.ongoing(), count);
      }
    }
    for (int i = 0; i < count; i++) {
      Answer answer = memory.take(limits[i], keys[i], now, taken[i]);
      if (answer == Answer.REFUSED) {
        Limit reached = limits[i];
        giveBack(memory, i);
        return reached;
      }
      if (answer == Answer.FORGOTTEN) {
        leaveOut(i--);
      } else if (counted != null && limits[i].isOfOngoing()) {
        counted.add(taken[i].place());
      }
    }
    watch = counted;
    return null;
  }

  private void giveBack(Limits memory, int end) {
    for (int i = 0; i < end; i++) {
      memory.giveBack(limits[i], taken[i], now);
    }
  }

  /** Does not take this one. */
  public void leaveOut(Limit limit) {
    for (int i = 0; i < count; i++) {
      if (limits[i] == limit) {
        leaveOut(i);
        return;
      }
    }
  }

  private void leaveOut(int place) {
    Taken unused = taken[place];
    count--;
    for (int i = place; i < count; i++) {
      limits[i] = limits[i + 1];
      keys[i] = keys[i + 1];
      taken[i] = taken[i + 1];
    }
    taken[count] = unused;
  }

  /** Who has to hear when the request is over; null, as nearly always, nobody. */
  public @Nullable RequestWatch watch() {
    return watch;
  }

  /** Forgets everything. What was taken stays taken. */
  public void forget() {
    memory = null;
    watch = null;
    timed = false;
    count = 0;
  }
}
