package dev.drop444.engine.rate;

import java.time.Duration;

/** So many in so long a time. Immutable. */
public final class Rate {

  /** What {@link #parse} takes, for messages and documentation. */
  public static final String EXPECTED =
      "a number and a time, as in 100/s, 5/m or 20/10s, with s, m, h or d; at most 1000000/s and 31d";

  private static final int MOST = 1_000_000;
  private static final long LONGEST = Duration.ofDays(31).toSeconds();

  /** How long it may take until all of a burst can come again. */
  private static final long LONGEST_BURST = Duration.ofDays(366).toSeconds();

  private static final long TICKS_PER_SECOND = 1_000_000_000 / Limits.TICK_NANOS;

  private final int count;
  private final int seconds;
  private final String text;

  private Rate(int count, int seconds, String text) {
    this.count = count;
    this.seconds = seconds;
    this.text = text;
  }

  /**
   * Reads a rate.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static Rate parse(String text) {
    int slash = text.indexOf('/');
    int unit = slash < 0 ? 0 : seconds(text.charAt(text.length() - 1));
    if (unit == 0) {
      throw new IllegalArgumentException("there is no time with one of these units");
    }
    long count = number(text.substring(0, slash));
    String times = text.substring(slash + 1, text.length() - 1);
    long seconds = unit * (times.isEmpty() ? 1 : number(times));
    if (seconds > LONGEST || count > MOST * seconds) {
      throw new IllegalArgumentException("this is more");
    }
    return new Rate((int) count, (int) seconds, text);
  }

  private static int seconds(char unit) {
    switch (unit) {
      case 's':
        return 1;
      case 'm':
        return 60;
      case 'h':
        return 3_600;
      case 'd':
        return 86_400;
      default:
        return 0;
    }
  }

  private static long number(String text) {
    String digits = text.trim();
    boolean number = !digits.isEmpty() && digits.length() <= 9;
    for (int i = 0; i < digits.length(); i++) {
      number &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    long value = number ? Long.parseLong(digits) : 0;
    if (value == 0) {
      throw new IllegalArgumentException("this is no number from 1 to 999999999");
    }
    return value;
  }

  /** How many. */
  public int count() {
    return count;
  }

  /** How long it takes until one more may come. */
  public Duration perOne() {
    return Duration.ofNanos(interval() * Limits.TICK_NANOS);
  }

  /** Whether so many may come at once: it must not take more than a year to be even again. */
  public boolean allowsBurst(int burst) {
    return (double) burst * seconds / count <= LONGEST_BURST;
  }

  /** How much one costs, in ticks; rounded up, so that never more than the rate passes. */
  long interval() {
    long ticks = seconds * TICKS_PER_SECOND;
    return (ticks + count - 1) / count;
  }

  @Override
  public String toString() {
    return text;
  }
}
