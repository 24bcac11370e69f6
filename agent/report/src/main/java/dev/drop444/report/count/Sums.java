package dev.drop444.report.count;

import dev.drop444.report.log.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** How many of each outcome, what happened apart from what was only watched. Not thread-safe. */
public final class Sums {

  private final Map<Outcome, Long> enforced = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Long> watched = new EnumMap<>(Outcome.class);

  void add(Outcome outcome, boolean really, long weight) {
    (really ? enforced : watched).merge(outcome, weight, Long::sum);
  }

  /** How often it happened, or was only watched. */
  public long of(Outcome outcome, boolean really) {
    return (really ? enforced : watched).getOrDefault(outcome, 0L);
  }

  /** How much happened, or was only watched. */
  public long all(boolean really) {
    long sum = 0;
    for (long each : (really ? enforced : watched).values()) {
      sum += each;
    }
    return sum;
  }

  /** All there was. */
  public long all() {
    return all(true) + all(false);
  }
}
