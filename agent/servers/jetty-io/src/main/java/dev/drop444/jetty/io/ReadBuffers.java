package dev.drop444.jetty.io;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Direct buffers for reads that begin and end on one thread. Not thread-locals: those would stay in
 * Jetty's threads after detach. Thread-safe and lock-free; where two threads meet in one slot, the
 * second one makes a new buffer.
 */
final class ReadBuffers {

  /** Bytes of one buffer. */
  static final int CAPACITY = 4096;

  /** More than Jetty ever has acceptors by default (AbstractConnector: at most 4). */
  private static final int SLOTS = 8;

  private final AtomicReferenceArray<@Nullable ByteBuffer> slots =
      new AtomicReferenceArray<>(SLOTS);

  /** An empty buffer that nobody else has. */
  ByteBuffer take() {
    ByteBuffer spare = slots.getAndSet(slot(), null);
    return spare == null ? ByteBuffer.allocateDirect(CAPACITY) : spare.clear();
  }

  /** Takes back what {@link #take} has given, on the same thread. */
  void give(ByteBuffer spare) {
    slots.setRelease(slot(), spare);
  }

  private static int slot() {
    return (int) (Thread.currentThread().getId() & (SLOTS - 1));
  }
}
