package dev.drop444.engine;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Peers;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet;
import dev.drop444.engine.rule.Share;
import java.net.InetAddress;

/**
 * Decides about connections, of which only the peer is known. Where the peer is a trusted proxy,
 * nothing is decided here: whoever stands behind it may be anybody. Thread-safe; allocates nothing
 * for IPv4 and takes no lock.
 */
final class AcceptGate implements Peers {

  private final Policy policy;
  private final Shared shared;
  private final Enforcement enforcement;
  private final Counters counters;
  private final RefusalCounters refusals;

  AcceptGate(
      Policy policy,
      Shared shared,
      Enforcement enforcement,
      Counters counters,
      RefusalCounters refusals) {
    this.policy = policy;
    this.shared = shared;
    this.enforcement = enforcement;
    this.counters = counters;
    this.refusals = refusals;
  }

  AcceptVerdict decide(InetAddress peer) {
    counters.connections.increment();
    if (policy.off || policy.allow.contains(peer) || policy.trustedProxies.contains(peer)) {
      return AcceptVerdict.PASS;
    }
    if (policy.deny.contains(peer)) {
      return refuse(Policy.DENY, Share.ALL, policy.refusal, peer);
    }
    String ban = shared.outcasts.find(policy, peer);
    if (ban != null) {
      return refuse(ban, Share.ALL, policy.refusal, peer);
    }
    Rule rule = policy.rules.decide(peer, this);
    if (rule == null || rule.action() == Action.ALLOW) {
      return AcceptVerdict.PASS;
    }
    AcceptVerdict verdict =
        refuse(rule.name(), rule.share(), RuleSet.refusal(rule, policy.refusal), peer);
    // Who is hit for his address alone is hit the next time, too, and needs no ban.
    if (verdict != AcceptVerdict.PASS && rule.limitsConnections()) {
      enforcement.banAtAccept(new AcceptHit(peer), rule);
    }
    return verdict;
  }

  @Override
  public boolean isProxyOrProbe(InetAddress peer) {
    return shared.probes.knows(peer) || policy.isProxy(peer, shared);
  }

  /** Proxies open as many as they like. */
  @Override
  public long connections(InetAddress peer) {
    return policy.isProxy(peer, shared) ? 0 : shared.limits.connections().of(peer);
  }

  private AcceptVerdict refuse(String rule, Share share, AcceptVerdict verdict, InetAddress peer) {
    boolean earnest = policy.inEarnest(peer, share);
    refusals.atAccept(rule, earnest).add(peer);
    shared.offenders.hit(peer, rule);
    return earnest ? verdict : AcceptVerdict.PASS;
  }
}
