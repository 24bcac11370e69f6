package dev.drop444.engine;

import dev.drop444.engine.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. */
public final class MovableTime implements TimeSource {

  private static final long START = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();

  // Starts near the point where nanoseconds overflow, which System.nanoTime may do as well.
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final AtomicLong millis = new AtomicLong(START);

  public void advance(Duration by) {
    // In this order: what another thread does because time has passed is then dated right.
    millis.addAndGet(by.toMillis());
    nanos.addAndGet(by.toNanos());
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public long currentTimeMillis() {
    return millis.get();
  }
}
