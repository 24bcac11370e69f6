package dev.drop444.engine.journal;

import java.net.InetAddress;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is not worth a line each, and says how much there was now and then. Nothing is lost:
 * the numbers of all its lines are the number of what was counted. Thread-safe.
 */
abstract class Tally {

  private final Journal journal;
  private final LongAdder count = new LongAdder();
  private volatile boolean unsaid;
  private volatile @Nullable InetAddress last;

  /** Of the journal's thread only. */
  private long said;

  Tally(Journal journal) {
    this.journal = journal;
  }

  /** Counts one. Allocates nothing and takes no lock. */
  final void count(@Nullable InetAddress whose) {
    count.increment();
    last = whose;
    if (!unsaid) {
      begins();
      unsaid = true;
      journal.wake();
    }
  }

  /** There is something to say again. */
  void begins() {}

  /** How many there were. */
  final long sum() {
    return count.sum();
  }

  /** The last one whose it was. */
  final @Nullable InetAddress last() {
    return last;
  }

  /** Nanoseconds until a line is due; {@link Long#MAX_VALUE} while there is nothing to say. */
  final long due(long now) {
    return unsaid ? Math.max(0, dueNanos() - now) : Long.MAX_VALUE;
  }

  /** When a line is due, as a value of the journal's clock. */
  abstract long dueNanos();

  /** What is to be said now. */
  final void say(long now, LogLine line) {
    // Before the count is read, so that whoever counts later finds it false and wakes the journal.
    unsaid = false;
    long sum = count.sum();
    long fresh = sum - said;
    said = sum;
    isSaid(now);
    describe(fresh, line);
  }

  /** A line was written. */
  void isSaid(long now) {}

  /**
   * Writes the line.
   *
   * @param fresh how many there were since the last one
   */
  abstract void describe(long fresh, LogLine line);
}
