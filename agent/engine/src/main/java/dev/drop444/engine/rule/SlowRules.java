package dev.drop444.engine.rule;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.reuse.Spares;
import dev.drop444.engine.rule.RuleSet.Observer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules about what comes too slowly, in the order of all rules. No gate can decide by them when
 * it is asked: time has to pass first. Immutable, thread-safe.
 */
public final class SlowRules {

  private final GateRules headRules;
  private final Rule[] bodyRules;
  private final long shortestHeadNanos;
  private final Spares<Facts> facts;

  SlowRules(List<Rule> sorted, Texts texts, Spares<Facts> facts) {
    this.headRules = new GateRules(headRules(sorted), texts);
    List<Rule> aboutBodies = new ArrayList<>();
    long shortest = Long.MAX_VALUE;
    for (Rule rule : sorted) {
      if (rule.bodyRate() != null) {
        aboutBodies.add(rule);
      }
      if (rule.headNanos() > 0) {
        shortest = Math.min(shortest, rule.headNanos());
      }
    }
    this.bodyRules = aboutBodies.toArray(new Rule[0]);
    this.shortestHeadNanos = shortest;
    this.facts = facts;
  }

  /**
   * The rules that can be tried on a head that is not complete: those about such heads, and those
   * that allow whatever comes from an address or to a port. None if no rule is about such heads.
   */
  private static List<Rule> headRules(List<Rule> sorted) {
    List<Rule> tried = new ArrayList<>();
    boolean any = false;
    for (Rule rule : sorted) {
      boolean isAboutHeads = rule.headNanos() > 0;
      any |= isAboutHeads;
      if (isAboutHeads
          || (rule.gate() == Gate.REQUEST && rule.action() == Action.ALLOW && rule.needsNoHead())) {
        tried.add(rule);
      }
    }
    return any ? tried : List.of();
  }

  /** Whether there are any. */
  public boolean isEmpty() {
    return headRules.isEmpty() && bodyRules.length == 0;
  }

  /** The shortest time after which one may hold for an incomplete head; the longest if none. */
  public long shortestHeadNanos() {
    return shortestHeadNanos;
  }

  /**
   * The rule that decides about a request head that is not complete, or null. Takes no lock.
   *
   * @param port at which it arrives, 0 if unknown
   * @param waitNanos how long it has been awaited
   * @param what to tell the observer
   */
  public <T> @Nullable Rule decide(
      @Nullable InetAddress peer, int port, long waitNanos, T what, Observer<T> observer) {
    Facts facts = this.facts.take();
    try {
      facts.begin(peer, port, waitNanos);
      return headRules.first(facts, what, observer);
    } finally {
      facts.forget();
      this.facts.give(facts);
    }
  }

  /** Whether there are rules about bodies. */
  public boolean lookAtBodies() {
    return bodyRules.length > 0;
  }

  /** The rule about bodies of a name, or null. */
  public @Nullable Rule onBodies(String name) {
    for (Rule rule : bodyRules) {
      if (rule.name().equals(name)) {
        return rule;
      }
    }
    return null;
  }

  /**
   * The rules that hold for a request if its body comes too slowly: the first one that acts then,
   * and those before it that only watch or count. Allocates only if there are any.
   *
   * @param decider what {@link RuleSet#decide} said about the request; rules after it are not tried
   */
  public List<Rule> onBodyOf(
      @Nullable InetAddress client,
      boolean clientKnown,
      RequestHead head,
      Crawlers crawlers,
      @Nullable Rule decider) {
    List<Rule> hold = List.of();
    Facts facts = this.facts.take();
    try {
      facts.begin(client, clientKnown, head, crawlers);
      facts.lookAhead();
      for (Rule rule : bodyRules) {
        if (decider != null && RuleSet.ORDER.compare(rule, decider) > 0) {
          break;
        }
        if (rule.holds(facts)) {
          hold = hold.isEmpty() ? new ArrayList<>(1) : hold;
          hold.add(rule);
          if (rule.action() != Action.MONITOR && rule.strikeTerms().actAtOnce()) {
            break;
          }
        }
      }
      return hold;
    } finally {
      facts.forget();
      this.facts.give(facts);
    }
  }
}
