package dev.drop444.report.count;

/** What is remembered of something that is counted, besides how often. Not thread-safe. */
public final class Note {

  /** The bit of all rules that have no bit of their own. */
  static final int LAST_BIT = 63;

  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private long rules;
  private long watched;
  private long summed;
  private boolean banned;

  void add(long millis, int rule, long weight, boolean enforced, boolean fromSummary) {
    firstMillis = Math.min(firstMillis, millis);
    lastMillis = Math.max(lastMillis, millis);
    rules |= 1L << Math.min(rule, LAST_BIT);
    watched += enforced ? 0 : weight;
    summed += fromSummary ? weight : 0;
  }

  void ban() {
    banned = true;
  }

  /** When it was first seen, in milliseconds since the epoch. */
  public long firstMillis() {
    return firstMillis;
  }

  /** When it was last seen. */
  public long lastMillis() {
    return lastMillis;
  }

  /** Whether a rule was among those that hit it. */
  public boolean isOf(int rule) {
    return (rules >>> Math.min(rule, LAST_BIT) & 1) != 0;
  }

  /** How many of its count were only watched: nothing happened. */
  public long watched() {
    return watched;
  }

  /** How many of its count come from summaries in which it was the last one. */
  public long summed() {
    return summed;
  }

  /** Whether it was banned. */
  public boolean banned() {
    return banned;
  }
}
