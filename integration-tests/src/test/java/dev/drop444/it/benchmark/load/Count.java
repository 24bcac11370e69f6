package dev.drop444.it.benchmark.load;

import java.util.Map;
import java.util.TreeMap;

/** Counts what clients see. Confined to one thread. */
final class Count {

  /** Each power of two has as many steps, so that a time is known to three percent. */
  private static final int STEPS = 32;

  private final long start = System.nanoTime();
  private final long[] times = new long[64 * STEPS];
  private final Map<Integer, Long> answered = new TreeMap<>();
  private long silent;
  private long failed;
  private long reopened;

  void silent(long began) {
    silent++;
    time(System.nanoTime() - began);
  }

  void answered(int status, long began) {
    answered.merge(status, 1L, Long::sum);
    time(System.nanoTime() - began);
  }

  void failed(long more) {
    failed += more;
  }

  void reopened() {
    reopened++;
  }

  private void time(long nanos) {
    long positive = Math.max(STEPS, nanos);
    int power = 63 - Long.numberOfLeadingZeros(positive);
    int step = (int) ((positive >>> (power - 5)) & (STEPS - 1));
    times[power * STEPS + step]++;
  }

  Tally tally() {
    return new Tally(
        System.nanoTime() - start,
        silent,
        answered,
        failed,
        reopened,
        percentile(0.5),
        percentile(0.99));
  }

  private long percentile(double share) {
    long all = 0;
    for (long some : times) {
      all += some;
    }
    long below = 0;
    for (int i = 0; i < times.length; i++) {
      below += times[i];
      if (below > 0 && below >= share * all) {
        int power = i / STEPS;
        return (1L << power) + ((long) (i % STEPS) << (power - 5));
      }
    }
    return 0;
  }
}
