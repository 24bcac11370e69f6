package dev.drop444.engine.overload;

import dev.drop444.engine.gate.Workers;
import java.util.concurrent.CopyOnWriteArrayList;

/** The threads of all connectors, until they are gone. Thread-safe. */
final class WorkerPools {

  private final CopyOnWriteArrayList<Workers> pools = new CopyOnWriteArrayList<>();

  /** Adds those of one more connector; adding them again changes nothing. */
  void add(Workers workers) {
    // Here, too, for where no rule asks nobody measures: servers may start and stop for ever.
    pools.removeIf(Workers::isGone);
    pools.addIfAbsent(workers);
  }

  /** See {@link Signal#WORKERS}. */
  double busiest() {
    pools.removeIf(Workers::isGone);
    double busiest = Double.NaN;
    for (Workers each : pools) {
      int most = each.most();
      if (most > 0) {
        busiest = greater(busiest, 100.0 * each.busy() / most);
      }
    }
    return busiest;
  }

  /** See {@link Signal#QUEUE}. */
  double longestQueue() {
    pools.removeIf(Workers::isGone);
    double longest = Double.NaN;
    for (Workers each : pools) {
      longest = greater(longest, each.queued());
    }
    return longest;
  }

  /** Whether all threads of a connector are busy, and tasks wait. */
  boolean isExhausted() {
    for (Workers each : pools) {
      int most = each.most();
      if (most > 0 && each.busy() >= most && each.queued() > 0 && !each.isGone()) {
        return true;
      }
    }
    return false;
  }

  /** How many are remembered. */
  int size() {
    return pools.size();
  }

  private static double greater(double known, double value) {
    return Double.isNaN(known) ? value : Math.max(known, value);
  }
}
