package dev.drop444.engine;

import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.client.Client;
import dev.drop444.engine.client.PeerRole;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet;
import dev.drop444.engine.rule.Share;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides about requests. Who is allowed passes; else who is denied or banned is dropped; else the
 * first rule that holds decides. All of them act on the client. Thread-safe; allocates nothing for
 * what passes, unless a limit counts what goes on.
 */
final class RequestGate implements RuleSet.Observer<RequestHead> {

  private final Policy policy;
  private final Shared shared;
  private final Enforcement enforcement;

  RequestGate(Policy policy, Shared shared, Enforcement enforcement) {
    this.policy = policy;
    this.shared = shared;
    this.enforcement = enforcement;
  }

  Verdict decide(RequestHead head) {
    shared.counters.requests.increment();
    if (policy.off) {
      return Verdict.PASS;
    }
    Client client = policy.resolver.resolve(head);
    if (client.peerRole() == PeerRole.PRESUMED_PROXY) {
      shared.proxies.meet(head.peer());
    }
    InetAddress address = client.address(head);
    if (policy.allow.contains(address)) {
      return Verdict.PASS;
    }
    boolean known = client.isKnown();
    if (known && policy.deny.contains(address)) {
      return enforcement.carryOut(hit(client, head), policy.denied, Share.ALL, null);
    }
    Ban ban = known ? shared.outcasts.find(policy, address) : null;
    if (ban != null) {
      return enforcement.carryOut(hit(client, head), policy.outcast(ban.rule()), Share.ALL, null);
    }
    Counting counting = policy.rules.limitsRequests() ? new Counting() : null;
    Rule rule =
        policy.rules.decide(
            address, known, head, shared, shared.limits, counting == null ? this : counting);
    if (rule == null || rule.action() == Action.ALLOW) {
      RequestWatch watch = counting == null ? null : counting.watch;
      return watch == null ? Verdict.PASS : Verdict.passing(watch);
    }
    return enforcement.carryOut(hit(client, head), rule.verdict(), rule.share(), rule);
  }

  @Override
  public void monitored(Rule rule, RequestHead head) {
    enforcement.monitored(rule, hit(policy.resolver.resolve(head), head));
  }

  @Override
  public boolean actsNow(Rule rule, RequestHead head) {
    return enforcement.actsNow(rule, hit(policy.resolver.resolve(head), head));
  }

  /** Hears of one request that it is counted until its end is told. */
  private final class Counting implements RuleSet.Observer<RequestHead> {
    @Nullable RequestWatch watch;

    @Override
    public void monitored(Rule rule, RequestHead head) {
      RequestGate.this.monitored(rule, head);
    }

    @Override
    public boolean actsNow(Rule rule, RequestHead head) {
      return RequestGate.this.actsNow(rule, head);
    }

    @Override
    public void counted(RequestHead head, RequestWatch watch) {
      this.watch = watch;
    }

    @Override
    public void exempted(RequestHead head) {
      RequestGate.this.exempted(head);
    }
  }

  @Override
  public void exempted(RequestHead head) {
    InetAddress peer = head.peer();
    if (peer != null) {
      shared.probes.remember(peer);
    }
  }

  private static Hit hit(Client client, RequestHead head) {
    return new RequestHit(Gate.REQUEST, client, head, 0);
  }
}
