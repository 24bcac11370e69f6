package dev.drop444.engine.rate;

import java.util.HashMap;
import java.util.Map;

/** The textbook's algorithm, one key after the other, nothing clever. */
final class GcraModel {

  private final Map<Long, Long> paidOff = new HashMap<>();

  /** Whether something comes in time; then it is counted. */
  boolean take(long key, long amount, long tolerance, long now) {
    long owes = debt(key, now);
    if (owes > tolerance) {
      return false;
    }
    paidOff.put(key, now + owes + amount);
    return true;
  }

  long debt(long key, long now) {
    return Math.max(0, paidOff.getOrDefault(key, now) - now);
  }

  /** What nothing was taken from since. */
  void giveBack(long key, long amount) {
    paidOff.merge(key, -amount, Long::sum);
  }
}
