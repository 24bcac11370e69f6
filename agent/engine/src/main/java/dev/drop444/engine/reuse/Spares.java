package dev.drop444.engine.reuse;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends working memory to requests, so that they allocate none. Not a thread-local: that would stay
 * in the server's threads, and with it our loader in memory, after drop444 was detached.
 * Thread-safe and lock-free; where two threads meet in one slot, the second one makes a new object.
 *
 * @param <T> the working memory
 */
public final class Spares<T> {

  private static final int SLOTS =
      Integer.highestOneBit(Math.max(2, Runtime.getRuntime().availableProcessors())) * 4;

  /** References are 4 or 8 bytes: slots of different threads must not share a cache line. */
  private static final int STRIDE = 16;

  private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>(SLOTS * STRIDE);
  private final Supplier<T> maker;

  /** Nothing yet. */
  public Spares(Supplier<T> maker) {
    this.maker = maker;
  }

  /** Something that nobody else has. */
  @SuppressWarnings("NullAway") // an empty slot; the array cannot say so
  public T take() {
    T spare = slots.getAndSet(slot(), null);
    return spare != null ? spare : maker.get();
  }

  /** Takes back what {@link #take} has given, on the same thread. */
  public void give(T spare) {
    slots.setRelease(slot(), spare);
  }

  private static int slot() {
    return (int) (Thread.currentThread().getId() & (SLOTS - 1)) * STRIDE;
  }
}
