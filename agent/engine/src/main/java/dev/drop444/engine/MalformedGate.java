package dev.drop444.engine;

import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.rate.Limits;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet;
import dev.drop444.engine.rule.Share;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides about what a server's own parser refuses. Of such a request no header field is known, so
 * the peer stands for the client, and a proxy can be told by its address only: one that is
 * configured, or remembered from its other requests, is spared, and gets the server's answer, after
 * which the server closes anyway. One that is not public and unknown so far may be a proxy, too:
 * its connection is dropped, which it survives, but it is not banned. Thread-safe.
 */
final class MalformedGate implements RuleSet.Observer<Hit> {

  private final Policy policy;
  private final Shared shared;
  private final Enforcement enforcement;
  private final Counters counters;

  MalformedGate(Policy policy, Shared shared, Enforcement enforcement, Counters counters) {
    this.policy = policy;
    this.shared = shared;
    this.enforcement = enforcement;
    this.counters = counters;
  }

  /** See {@link dev.drop444.engine.gate.Gates#malformed}. */
  Verdict decide(
      @Nullable InetAddress peer, int port, Malformation kind, @Nullable CharSequence excerpt) {
    counters.malformed.increment();
    if (policy.off || policy.allow.contains(peer)) {
      return Verdict.PASS;
    }
    Hit hit = new MalformedHit(peer, port, kind, excerpt);
    if (policy.deny.contains(peer)) {
      return carryOut(hit, policy.denied, Share.ALL, null);
    }
    String ban = shared.outcasts.find(policy, peer);
    if (ban != null) {
      return carryOut(hit, policy.outcast(ban), Share.ALL, null);
    }
    Limits limits = policy.isProxy(peer, shared) ? null : shared.limits;
    Rule rule = policy.rules.decide(peer, port, kind, limits, hit, this);
    // There is no request that could be answered.
    if (rule == null || rule.action() == Action.ALLOW || rule.action() == Action.RESPOND) {
      return Verdict.PASS;
    }
    return carryOut(hit, rule.verdict(), rule.share(), rule);
  }

  /**
   * Whether {@link #decide} would drop in earnest, whatever else happens in between. Counts nothing
   * and tells nobody. A proxy's and an outcast's is left to the server.
   */
  boolean isSureToDrop(InetAddress peer, int port, Malformation kind) {
    if (policy.off || policy.allow.contains(peer) || policy.isProxy(peer, shared)) {
      return false;
    }
    Rule rule = policy.rules.foresee(peer, port, kind, shared.limits);
    return rule != null && policy.inEarnest(peer, rule.share());
  }

  private Verdict carryOut(Hit hit, Verdict verdict, Share share, @Nullable Rule rule) {
    return isSpared(hit, String.valueOf(verdict.rule()))
        ? Verdict.PASS
        : enforcement.carryOut(hit, verdict, share, rule);
  }

  @Override
  public void monitored(Rule rule, Hit hit) {
    if (!isSpared(hit, rule.name())) {
      enforcement.monitored(rule, hit);
    }
  }

  private boolean isSpared(Hit hit, String rule) {
    boolean spared = shared.proxies.sparesMalformed(policy, hit.client(), rule);
    if (spared) {
      counters.spared.increment();
    }
    return spared;
  }

  @Override
  public boolean actsNow(Rule rule, Hit hit) {
    return !policy.isProxy(hit.client(), shared) && enforcement.actsNow(rule, hit);
  }
}
