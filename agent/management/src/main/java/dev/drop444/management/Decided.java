package dev.drop444.management;

import javax.management.ConstructorParameters;

/** How often something was decided since drop444 came into the process. Immutable. */
public final class Decided {

  private final String server;
  private final String mode;
  private final String gate;
  private final String action;
  private final String rule;
  private final long count;

  @ConstructorParameters({"server", "mode", "gate", "action", "rule", "count"})
  public Decided(String server, String mode, String gate, String action, String rule, long count) {
    this.server = server;
    this.mode = mode;
    this.gate = gate;
    this.action = action;
    this.rule = rule;
    this.count = count;
  }

  /** {@code tomcat}, {@code jetty}, {@code undertow}. */
  public String getServer() {
    return server;
  }

  /** The mode that was in force: {@code enforce}, {@code monitor}. */
  public String getMode() {
    return mode;
  }

  /** As the drop log names gates. */
  public String getGate() {
    return gate;
  }

  /** As the drop log names actions: {@code drop}, {@code would-drop}, {@code refuse}, … */
  public String getAction() {
    return action;
  }

  /** The rule or the key that says so. */
  public String getRule() {
    return rule;
  }

  public long getCount() {
    return count;
  }
}
