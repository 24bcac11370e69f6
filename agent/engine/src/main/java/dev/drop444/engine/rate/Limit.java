package dev.drop444.engine.rate;

/**
 * What one rule limits: how often something may come, or how much of it may go on at once. Knows
 * nothing of what came so far; that is in {@link Limits}, under a name that stays the same as long
 * as the rule's name and this limit do. Immutable.
 */
public final class Limit {

  private final long name;
  private final LimitKey key;
  private final boolean ofOngoing;

  /** How much one costs, and the largest debt with which another one passes. */
  final long amount;

  final long tolerance;

  private Limit(String name, LimitKey key, boolean ofOngoing, long amount, long tolerance) {
    this.name = hash(name);
    this.key = key;
    this.ofOngoing = ofOngoing;
    this.amount = amount;
    this.tolerance = tolerance;
  }

  /**
   * A limit for how often something may come.
   *
   * @param burst how many may come at once, after a while in which none came; at least 1
   */
  public static Limit ofRate(String rule, Rate rate, int burst, LimitKey key) {
    String name = "rate " + rule + " " + rate + " " + burst + " " + key;
    return new Limit(name, key, false, rate.interval(), (burst - 1) * rate.interval());
  }

  /**
   * A limit for how many requests may go on at once.
   *
   * @param most at least 1
   */
  public static Limit ofRequests(String rule, int most, LimitKey key) {
    // How many there may be is no part of the name: those that go on do so under another limit,
    // too.
    return new Limit("requests " + rule + " " + key, key, true, 1, most - 1);
  }

  /** FNV-1a; two names of one configuration never have the same, as likely as nothing. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** What tells it from other limits. */
  long name() {
    return name;
  }

  /** By what it counts. */
  public LimitKey key() {
    return key;
  }

  /** Whether it is about what goes on, and not about what comes. */
  public boolean isOfOngoing() {
    return ofOngoing;
  }
}
