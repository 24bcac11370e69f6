package dev.drop444.report.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much there was over time, by rule, in steps that become longer as the log does. Lines may
 * come in any order, as files do. Bounded: a fixed number of steps. Not thread-safe.
 */
public final class Timeline {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Each a multiple of the one before, so that steps can be put together. */
  private static final long[] STEPS = {
    SECOND,
    5 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    7 * DAY,
    28 * DAY,
    364 * DAY
  };

  /** A Monday, at midnight, so that weeks begin as people's do. */
  private static final long ORIGIN = 4 * DAY;

  private static final int MOST_STEPS = 480;

  private final TreeMap<Long, long[]> sums = new TreeMap<>();
  private int step;
  private long lastStep = Long.MIN_VALUE;
  private long[] lastSums = {};

  /** Adds what a rule did at a time. */
  void add(long millis, int rule, boolean enforced, long weight) {
    long at = Math.floorDiv(millis - ORIGIN, STEPS[step]);
    int index = index(rule, enforced);
    if (at != lastStep || index >= lastSums.length) {
      lastSums = grown(at, index);
      lastStep = at;
    }
    lastSums[index] += weight;
    if (sums.size() > MOST_STEPS) {
      coarsen();
    }
  }

  private long[] grown(long at, int index) {
    long[] found = sums.getOrDefault(at, new long[0]);
    if (index >= found.length) {
      long[] longer = new long[Math.max(index + 1, 2 * found.length)];
      System.arraycopy(found, 0, longer, 0, found.length);
      sums.put(at, longer);
      return longer;
    }
    return found;
  }

  private static int index(int rule, boolean enforced) {
    return 2 * rule + (enforced ? 0 : 1);
  }

  private void coarsen() {
    Map<Long, long[]> finer = new TreeMap<>(sums);
    long factor = STEPS[step + 1] / STEPS[step];
    sums.clear();
    step++;
    lastStep = Long.MIN_VALUE;
    finer.forEach(
        (at, from) -> {
          long[] into = grown(Math.floorDiv(at, factor), from.length - 1);
          for (int i = 0; i < from.length; i++) {
            into[i] += from[i];
          }
        });
  }

  /** Makes steps longer until there are at most so many from the first to the last one. */
  void fit(int most) {
    while (!sums.isEmpty() && sums.lastKey() - sums.firstKey() >= most && step + 1 < STEPS.length) {
      coarsen();
    }
  }

  /** How long a step is, in milliseconds. */
  public long stepMillis() {
    return STEPS[step];
  }

  /** When each step begins, in milliseconds since the epoch, those without anything included. */
  public List<Long> begins() {
    List<Long> begins = new ArrayList<>();
    if (!sums.isEmpty()) {
      for (long at = sums.firstKey(); at <= sums.lastKey(); at++) {
        begins.add(at * STEPS[step] + ORIGIN);
      }
    }
    return begins;
  }

  /** What a rule did in the step that begins then. */
  public long sum(long begin, int rule, boolean enforced) {
    long[] found = sums.get(Math.floorDiv(begin - ORIGIN, STEPS[step]));
    int index = index(rule, enforced);
    return found == null || index >= found.length ? 0 : found[index];
  }
}
