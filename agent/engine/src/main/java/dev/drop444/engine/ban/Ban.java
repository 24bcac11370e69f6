package dev.drop444.engine.ban;

import java.time.Instant;

/** That a client is refused, by which rule, and until when. Immutable. */
public final class Ban {

  private final String rule;
  private final Instant until;
  private final int count;

  Ban(String rule, int count, Instant until) {
    this.rule = rule;
    this.count = count;
    this.until = until;
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
}
