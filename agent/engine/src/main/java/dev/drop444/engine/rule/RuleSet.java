package dev.drop444.engine.rule;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.request.RequestPath;
import dev.drop444.engine.request.Span;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rules in the order in which they are tried: by {@code order}, then by name. The first one
 * that holds and allows, drops or bans decides; one that monitors is told to the observer, and the
 * next one is tried. Immutable.
 */
public final class RuleSet {

  public static final RuleSet EMPTY = new RuleSet(List.of());

  /** Is told about rules that hold but only watch. */
  public interface Observer {
    void monitored(Rule rule, RequestHead head);
  }

  private final Rule[] rules;
  private final Rule[] acceptRules;

  /** Puts rules into their order. */
  public RuleSet(List<Rule> rules) {
    List<Rule> sorted = new ArrayList<>(rules);
    sorted.sort(Comparator.comparingInt(Rule::order).thenComparing(Rule::name));
    this.rules = sorted.toArray(new Rule[0]);
    this.acceptRules = acceptRules(sorted);
  }

  /**
   * The rules that can be tried at accept: on the address alone, and before the first rule that may
   * yet allow the request for something in its head. Later ones wait for the request gate. So do
   * those that monitor, because their log line shows the request.
   */
  private static Rule[] acceptRules(List<Rule> sorted) {
    List<Rule> atAccept = new ArrayList<>();
    for (Rule rule : sorted) {
      if (rule.needsAddressOnly()) {
        if (rule.action() != Action.MONITOR) {
          atAccept.add(rule);
        }
      } else if (rule.action() == Action.ALLOW) {
        break;
      }
    }
    return atAccept.toArray(new Rule[0]);
  }

  /** The rules as they are tried. */
  public List<Rule> rules() {
    return List.of(rules);
  }

  /**
   * The rule that decides about a connection, or null. Allocates nothing for IPv4 and takes no
   * lock.
   */
  public @Nullable Rule decide(InetAddress peer) {
    for (Rule rule : acceptRules) {
      if (rule.addressHolds(peer)) {
        return rule;
      }
    }
    return null;
  }

  /**
   * The rule that decides about a request, or null. Allocates nothing and takes no lock, unless a
   * rule looks at the path and the path is not in its normal form.
   *
   * @param client null if unknown; then no address condition holds, except negated ones
   */
  public @Nullable Rule decide(@Nullable InetAddress client, RequestHead head, Observer observer) {
    // The path lies in one text or the other, worked out when the first rule asks for it.
    CharSequence path = null;
    long span = Span.NONE;
    for (Rule rule : rules) {
      if (!rule.addressHolds(client) || !rule.headHolds(head)) {
        continue;
      }
      if (rule.needsPath()) {
        if (path == null) {
          path = head.target();
          span = RequestPath.find(path);
          if (span == Span.NONE) {
            path = RequestPath.normalise(path);
            span = Span.whole(path);
          }
        }
        if (!rule.pathHolds(path, Span.start(span), Span.end(span))) {
          continue;
        }
      }
      if (rule.action() != Action.MONITOR) {
        return rule;
      }
      observer.monitored(rule, head);
    }
    return null;
  }

  /** How a connection ends that a rule refuses at accept. */
  public static AcceptVerdict refusal(Rule rule, AcceptVerdict usual) {
    Closing closing = rule.closing();
    if (closing == null) {
      return usual;
    }
    return closing == Closing.RST ? AcceptVerdict.RST : AcceptVerdict.FIN;
  }
}
