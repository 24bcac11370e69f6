package dev.drop444.engine.strike;

import java.time.Duration;

/**
 * When strikes add up, in the words of fail2ban: {@code maxretry} within {@code findtime}.
 * Immutable.
 */
public final class StrikeTerms {

  /** A rule that acts at its first hit. */
  public static final StrikeTerms AT_ONCE = new StrikeTerms(1, Duration.ofMinutes(10), false);

  public static final Duration DEFAULT_FIND_TIME = Duration.ofMinutes(10);

  /** More than this nobody can mean by a retry; it is also what one client can cost in memory. */
  public static final int MOST_RETRIES = 1_000;

  private final int maxRetry;
  private final long findNanos;
  private final boolean distinctPaths;

  /**
   * Terms.
   *
   * @param maxRetry from 1 to {@link #MOST_RETRIES}
   * @param distinctPaths whether only hits on different paths count
   */
  public StrikeTerms(int maxRetry, Duration findTime, boolean distinctPaths) {
    this.maxRetry = maxRetry;
    this.findNanos = findTime.toNanos();
    this.distinctPaths = distinctPaths;
  }

  public int maxRetry() {
    return maxRetry;
  }

  long findNanos() {
    return findNanos;
  }

  boolean distinctPaths() {
    return distinctPaths;
  }

  /** Whether the first hit is enough, so that there is nothing to remember. */
  public boolean actAtOnce() {
    return maxRetry == 1;
  }

  @Override
  public String toString() {
    return maxRetry
        + (distinctPaths ? " different paths" : " times")
        + " within "
        + Duration.ofNanos(findNanos);
  }
}
