package dev.drop444.engine.anomaly;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends working memory to requests, so that they allocate none. Not a thread-local: that would stay
 * in the server's threads, and with it our loader in memory, after drop444 was detached.
 * Thread-safe and lock-free; where two threads meet in one slot, the second one makes a new object.
 */
final class Passes {

  private static final int SLOTS =
      Integer.highestOneBit(Math.max(2, Runtime.getRuntime().availableProcessors())) * 4;

  /** References are 4 or 8 bytes: slots of different threads must not share a cache line. */
  private static final int STRIDE = 16;

  private final AtomicReferenceArray<AnomalyDetector.Pass> slots =
      new AtomicReferenceArray<>(SLOTS * STRIDE);
  private final Supplier<AnomalyDetector.Pass> maker;

  Passes(Supplier<AnomalyDetector.Pass> maker) {
    this.maker = maker;
  }

  AnomalyDetector.Pass take() {
    AnomalyDetector.Pass pass = slots.getAndSet(slot(), null);
    return pass != null ? pass : maker.get();
  }

  /** Takes back what {@link #take} has given, on the same thread. */
  void give(AnomalyDetector.Pass pass) {
    slots.setRelease(slot(), pass);
  }

  private static int slot() {
    return (int) (Thread.currentThread().getId() & (SLOTS - 1)) * STRIDE;
  }
}
