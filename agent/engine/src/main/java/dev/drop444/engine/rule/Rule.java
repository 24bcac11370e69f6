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
  private final long headNanos;
  private final @Nullable BodyRate bodyRate;

  /** The cheapest first. */
  private final Condition[] conditions;

  private final AddressCondition[] onAddress;

  Rule(RuleBuilder builder, List<Condition> conditions, Verdict verdict) {
    this.name = builder.name();
    this.order = builder.order;
    this.action = builder.action;
    this.banTime = builder.banTime;
    this.share = builder.share;
    this.closing = builder.closing;
    this.verdict = verdict;
    this.headNanos = builder.headNanos;
    this.bodyRate = builder.bodyRate;
    this.conditions = conditions.toArray(new Condition[0]);
    List<AddressCondition> onAddress = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition instanceof AddressCondition) {
        onAddress.add((AddressCondition) condition);
      }
    }
    this.onAddress = onAddress.toArray(new AddressCondition[0]);
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

  /** After how many nanoseconds it holds for an incomplete head; 0 if it is not about those. */
  public long headNanos() {
    return headNanos;
  }

  /** How fast a body has to come so that the rule does not hold; null if it is not about bodies. */
  public @Nullable BodyRate bodyRate() {
    return bodyRate;
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
    return onAddress.length == conditions.length;
  }

  /** Whether it can be tried on a connection of whose request nothing is known. */
  boolean needsNoHead() {
    for (Condition condition : conditions) {
      if (condition.needsHead()) {
        return false;
      }
    }
    return true;
  }

  boolean addressHolds(@Nullable InetAddress client) {
    for (AddressCondition condition : onAddress) {
      if (!condition.holds(client)) {
        return false;
      }
    }
    return true;
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
