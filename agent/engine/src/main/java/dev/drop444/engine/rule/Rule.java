package dev.drop444.engine.rule;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A named set of conditions, all of which must hold, and one action. Immutable. */
public final class Rule {

  private final String name;
  private final int order;
  private final Action action;
  private final Duration banTime;
  private final Share share;
  private final @Nullable Closing closing;
  private final Verdict verdict;

  /** The cheapest first. */
  private final Condition[] conditions;

  /** Those of them that can be tried at accept. */
  private final AtAccept[] atAccept;

  private final @Nullable ExemptPathCondition exemptPaths;

  Rule(RuleBuilder builder, List<Condition> conditions, Verdict verdict) {
    this.name = builder.name();
    this.order = builder.order;
    this.action = builder.action;
    this.banTime = builder.banTime;
    this.share = builder.share;
    this.closing = builder.closing;
    this.verdict = verdict;
    this.conditions = conditions.toArray(new Condition[0]);
    List<AtAccept> atAccept = new ArrayList<>();
    ExemptPathCondition exemptPaths = null;
    for (Condition condition : conditions) {
      if (condition instanceof AtAccept) {
        atAccept.add((AtAccept) condition);
      } else if (condition instanceof ExemptPathCondition) {
        exemptPaths = (ExemptPathCondition) condition;
      }
    }
    this.atAccept = atAccept.toArray(new AtAccept[0]);
    this.exemptPaths = exemptPaths;
  }

  public String name() {
    return name;
  }

  public Action action() {
    return action;
  }

  /** How long a client is refused, if the action is a ban. */
  public Duration banTime() {
    return banTime;
  }

  /** The clients for whom the rule is in earnest. */
  public Share share() {
    return share;
  }

  /** How this rule drops a request; the same object every time. */
  public Verdict verdict() {
    return verdict;
  }

  /** How this rule ends a connection, or null if it does not say so itself. */
  @Nullable Closing closing() {
    return closing;
  }

  /** Where it stands among the others; then its name counts. */
  public int order() {
    return order;
  }

  Condition[] conditions() {
    return conditions;
  }

  /** Whether an address is enough to try this rule. */
  boolean needsAddressOnly() {
    return atAccept.length + (exemptPaths == null ? 0 : 1) == conditions.length;
  }

  /** Whether all conditions hold that can be tried at accept. */
  boolean holdsAtAccept(@Nullable InetAddress peer) {
    for (AtAccept condition : atAccept) {
      if (!condition.holds(peer)) {
        return false;
      }
    }
    return true;
  }

  /** What spares requests from this rule for their path, or null if nothing does. */
  @Nullable ExemptPathCondition exemptPaths() {
    return exemptPaths;
  }

  boolean holds(Facts facts) {
    for (Condition condition : conditions) {
      if (!condition.holds(facts)) {
        return false;
      }
    }
    return true;
  }

  /** The anomalies that this rule looks for, as bits. */
  long anomalies() {
    long anomalies = 0;
    for (Condition condition : conditions) {
      if (condition instanceof MalformedCondition) {
        anomalies |= ((MalformedCondition) condition).anomalies();
      }
    }
    return anomalies;
  }

  @Override
  public String toString() {
    return name + " (" + action.name().toLowerCase(Locale.ROOT) + ")";
  }
}
