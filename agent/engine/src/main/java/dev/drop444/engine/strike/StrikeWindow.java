package dev.drop444.engine.strike;

import java.time.Duration;
import java.util.Arrays;

/**
 * The strikes of one client by one rule that are not forgotten yet, the oldest first. Immutable:
 * who adds one makes a new window and swaps it in.
 */
final class StrikeWindow {

  /** A client that gets no answer tries again at once: curl, browsers and Java's own clients do. */
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  static final StrikeWindow EMPTY = new StrikeWindow(new long[0], new long[0]);

  private final long[] times;

  /** What was asked at each time: hashes of requests, or of paths where only those count. */
  private final long[] prints;

  private StrikeWindow(long[] times, long[] prints) {
    this.times = times;
    this.prints = prints;
  }

  /** How many there are. */
  int count() {
    return times.length;
  }

  /**
   * The window with one more strike, or this one if that does not count.
   *
   * @param now of the time source's nanoseconds
   */
  StrikeWindow with(Offence offence, long now, StrikeTerms terms) {
    int first = 0;
    while (first < times.length && now - times[first] >= terms.findNanos()) {
      first++;
    }
    long print = terms.distinctPaths() ? offence.path() : offence.request();
    for (int i = first; i < times.length; i++) {
      boolean same = prints[i] == print && print != Offence.UNLIKE_ANY;
      if (same && (terms.distinctPaths() || now - times[i] < RETRY_NANOS)) {
        return first == 0 ? this : tail(first);
      }
    }
    // What is beyond the number at which the rule acts need not be known.
    StrikeWindow kept = tail(Math.max(first, times.length + 1 - terms.maxRetry()));
    int length = kept.times.length;
    long[] newTimes = Arrays.copyOf(kept.times, length + 1);
    long[] newPrints = Arrays.copyOf(kept.prints, length + 1);
    newTimes[length] = now;
    newPrints[length] = print;
    return new StrikeWindow(newTimes, newPrints);
  }

  private StrikeWindow tail(int first) {
    return first == 0
        ? this
        : new StrikeWindow(
            Arrays.copyOfRange(times, first, times.length),
            Arrays.copyOfRange(prints, first, prints.length));
  }
}
