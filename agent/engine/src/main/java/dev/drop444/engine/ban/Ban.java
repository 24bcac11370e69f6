package dev.drop444.engine.ban;

import java.time.Duration;
import java.time.Instant;

/** That a client is refused, by which rule, and until when. Immutable. */
public final class Ban {

  private final String rule;
  private final Instant until;
  private final int count;

  /** Of the time source's nanoseconds. */
  final long endNanos;

  Ban(String rule, int count, Duration length, long nowNanos, long nowMillis) {
    this.rule = rule;
    this.count = count;
    this.until = Instant.ofEpochMilli(nowMillis).plus(length);
    this.endNanos = nowNanos + length.toNanos();
  }

  /** The rule that banned. */
  public String rule() {
    return rule;
  }

  public Instant until() {
    return until;
  }

  /** The how manieth ban of this client it is, from 1. */
  public int count() {
    return count;
  }

  boolean endsAfter(Ban other) {
    return endNanos - other.endNanos > 0;
  }
}
