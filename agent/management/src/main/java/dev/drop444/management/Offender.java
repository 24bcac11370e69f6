package dev.drop444.management;

import javax.management.ConstructorParameters;

/** A client that drop444 has much to do with. Immutable. */
public final class Offender {

  private final String client;
  private final String rule;
  private final long count;

  @ConstructorParameters({"client", "rule", "count"})
  public Offender(String client, String rule, long count) {
    this.client = client;
    this.rule = rule;
    this.count = count;
  }

  /** An address. */
  public String getClient() {
    return client;
  }

  /** The last rule that hit it. */
  public String getRule() {
    return rule;
  }

  /** How often it was hit, about: of many clients only the worst are remembered. */
  public long getCount() {
    return count;
  }
}
