package dev.drop444.engine.ban;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * How long a rule bans, in the words of fail2ban: {@code bantime}, and for those who come back
 * {@code bantime.increment}, {@code .factor}, {@code .maxtime} and {@code .rndtime}. Immutable.
 */
public final class BanTerms {

  public static final Duration DEFAULT_TIME = Duration.ofMinutes(10);
  public static final Duration DEFAULT_MOST = Duration.ofDays(7);
  public static final int DEFAULT_FACTOR = 1;

  private final Duration time;
  private final boolean increment;
  private final int factor;
  private final Duration most;
  private final Duration jitter;

  /**
   * Terms.
   *
   * @param time of a first ban
   * @param increment whether each further ban of a client is twice as long as the one before
   * @param factor by which every ban but the first is longer still, from 1
   * @param most what no ban exceeds, and how long a client must stay away to count as new
   * @param jitter up to how much is added at random, so that a botnet cannot learn when to return
   */
  public BanTerms(Duration time, boolean increment, int factor, Duration most, Duration jitter) {
    this.time = time;
    this.increment = increment;
    this.factor = factor;
    this.most = most;
    this.jitter = jitter;
  }

  /** The same length every time. */
  public static BanTerms of(Duration time) {
    return new BanTerms(time, false, DEFAULT_FACTOR, DEFAULT_MOST, Duration.ZERO);
  }

  /** Of a first ban. */
  public Duration time() {
    return time;
  }

  /** Whether bans of one client grow. */
  public boolean increments() {
    return increment;
  }

  /** How long it takes until a client counts as new again. */
  Duration memory() {
    return most;
  }

  /**
   * The length of a ban.
   *
   * @param count the how manieth ban of this client it is, from 1
   */
  Duration length(int count, LongUnaryOperator random) {
    long longest = Math.max(most.toMillis(), time.toMillis());
    long millis = time.toMillis();
    for (int i = 1; increment && i < count && millis < longest; i++) {
      millis = Math.min(longest, millis * 2);
    }
    if (increment && count > 1) {
      millis = millis > longest / factor ? longest : millis * factor;
    }
    long extra = jitter.isZero() ? 0 : random.applyAsLong(jitter.toMillis() + 1);
    return Duration.ofMillis(millis + extra);
  }

  @Override
  public String toString() {
    return time
        + (increment ? ", twice as long each time" : "")
        + (increment && factor > 1 ? " and times " + factor : "")
        + (increment ? ", at most " + most : "")
        + (jitter.isZero() ? "" : ", and up to " + jitter + " more");
  }
}
