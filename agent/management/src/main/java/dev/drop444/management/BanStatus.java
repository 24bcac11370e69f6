package dev.drop444.management;

import javax.management.ConstructorParameters;

/** A ban in force. Immutable. */
public final class BanStatus {

  private final String client;
  private final String rule;
  private final long until;
  private final int count;

  @ConstructorParameters({"client", "rule", "until", "count"})
  public BanStatus(String client, String rule, long until, int count) {
    this.client = client;
    this.rule = rule;
    this.until = until;
    this.count = count;
  }

  /** An address, or a network as a CIDR. */
  public String getClient() {
    return client;
  }

  /** The rule that banned, {@code operator} for a ban by hand. */
  public String getRule() {
    return rule;
  }

  /** When it ends, in milliseconds since the epoch. */
  public long getUntil() {
    return until;
  }

  /** The how manieth ban of this client it is, from 1. */
  public int getCount() {
    return count;
  }
}
