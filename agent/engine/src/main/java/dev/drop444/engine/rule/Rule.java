package dev.drop444.engine.rule;

import dev.drop444.engine.ban.BanTerms;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.rate.Limit;
import dev.drop444.engine.strike.StrikeTerms;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A named set of conditions, all of which must hold, and one action. Immutable. */
public final class Rule {

  private final String name;
  private final int order;
  private final Action action;
  private final BanTerms banTerms;
  private final StrikeTerms strikeTerms;
  private final Gate gate;
  private final Share share;
  private final @Nullable Closing closing;
  private final Verdict verdict;
  private final long headNanos;
  private final @Nullable BodyRate bodyRate;

  /** The cheapest first. */
  private final Condition[] conditions;

  /** Those of them that can be tried at accept. */
  private final AtAccept[] atAccept;

  private final @Nullable ExemptPathCondition exemptPaths;
  private final boolean limitsConnections;

  /** What must not be exceeded so that the rule does not hold; null if it limits nothing. */
  private final @Nullable Limit limit;

  Rule(RuleBuilder builder, List<Condition> conditions, Verdict verdict) {
    this.name = builder.name();
    this.order = builder.order;
    this.action = builder.action;
    this.banTerms = builder.banTerms();
    this.strikeTerms = builder.strikeTerms();
    this.gate = gate(conditions);
    this.share = builder.share;
    this.closing = builder.closing;
    this.verdict = verdict;
    this.headNanos = builder.headNanos;
    this.bodyRate = builder.bodyRate;
    this.conditions = conditions.toArray(new Condition[0]);
    List<AtAccept> atAccept = new ArrayList<>();
    ExemptPathCondition exemptPaths = null;
    boolean limitsConnections = false;
    Limit limit = null;
    for (Condition condition : conditions) {
      limitsConnections |= condition instanceof ConnectionsCondition;
      if (condition instanceof AtAccept) {
        atAccept.add((AtAccept) condition);
      } else if (condition instanceof ExemptPathCondition) {
        exemptPaths = (ExemptPathCondition) condition;
      } else if (condition instanceof LimitCondition) {
        limit = ((LimitCondition) condition).limit();
      }
    }
    this.atAccept = atAccept.toArray(new AtAccept[0]);
    this.exemptPaths = exemptPaths;
    this.limitsConnections = limitsConnections;
    this.limit = limit;
  }

  public String name() {
    return name;
  }

  public Action action() {
    return action;
  }

  /**
   * Where its conditions are known: {@link Gate#REQUEST} also stands for the gates before, {@link
   * Gate#OUTCOME} for a rule that other rules' hits set off.
   */
  public Gate gate() {
    return gate;
  }

  private static Gate gate(List<Condition> conditions) {
    Gate gate = Gate.REQUEST;
    for (Condition condition : conditions) {
      if (condition instanceof StrikeCondition) {
        return Gate.OUTCOME;
      }
      if (condition instanceof SlowHeadCondition || condition instanceof SlowBodyCondition) {
        return Gate.SLOW;
      }
      if (condition.needsResponse()) {
        gate = Gate.RESPONSE;
      }
    }
    return gate;
  }

  /** How long a client is refused, if the action is a ban. */
  public BanTerms banTerms() {
    return banTerms;
  }

  /** How many hits it takes until the rule acts. */
  public StrikeTerms strikeTerms() {
    return strikeTerms;
  }

  /** The rules whose hits set this one off; none if it is none of that kind. */
  Set<String> strikeRules() {
    Set<String> rules = new TreeSet<>();
    for (Condition condition : conditions) {
      if (condition instanceof StrikeCondition && !condition.wording().negated()) {
        rules.addAll(((StrikeCondition) condition).rules());
      }
    }
    return rules;
  }

  /** Whether the rule can hold for responses of a status. */
  boolean looksAt(int status) {
    for (Condition condition : conditions) {
      if (condition instanceof NumberCondition
          && ((NumberCondition) condition).limitsStatus()
          && !((NumberCondition) condition).holdsFor(status)) {
        return false;
      }
    }
    return true;
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

  /**
   * Whether it can decide about a connection: an address is enough to try it, and there is no
   * request that it wants to answer or to show in the log, and no first hit to forgive.
   */
  boolean canActAtAccept() {
    return atAccept.length + (exemptPaths == null ? 0 : 1) == conditions.length
        && action != Action.MONITOR
        && action != Action.RESPOND
        && strikeTerms.actAtOnce();
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

  /** Whether all conditions hold that can be tried at accept. */
  boolean holdsAtAccept(InetAddress peer, Peers peers) {
    for (AtAccept condition : atAccept) {
      if (!condition.holds(peer, peers)) {
        return false;
      }
    }
    return exemptPaths == null || !peers.isProxyOrProbe(peer);
  }

  /** Whether it limits how many connections a client may have open. */
  public boolean limitsConnections() {
    return limitsConnections;
  }

  /** What it limits, by what comes or goes on; null if nothing. */
  @Nullable Limit limit() {
    return limit;
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
