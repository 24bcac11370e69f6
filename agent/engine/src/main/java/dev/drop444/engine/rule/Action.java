package dev.drop444.engine.rule;

/** What a rule does when it holds. */
public enum Action {
  /** End the request without a byte of response. */
  DROP,
  /** Let the request pass; no later rule is tried. */
  ALLOW,
  /** Count and log what a drop would have hit, and go on with the next rule. */
  MONITOR,
  /** Drop, and refuse the client at accept for a while. */
  BAN,
  /** Send a bare answer with a status, and nothing of the application. */
  RESPOND;

  /** Whether it takes the request away from the application. */
  public boolean takesAway() {
    return this == DROP || this == BAN || this == RESPOND;
  }
}
