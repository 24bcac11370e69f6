package dev.drop444.engine;

import dev.drop444.engine.client.Client;
import dev.drop444.engine.client.PeerRole;
import dev.drop444.engine.connection.TrackedConnection;
import dev.drop444.engine.gate.Closing;
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

  /** For a request whose connection was ended in the moment in which it came. */
  private static final Verdict TOO_LATE = Verdict.drop("ended", Closing.FIN, true);

  private final Policy policy;
  private final Shared shared;
  private final Enforcement enforcement;
  private final Counters counters;
  private final SlowGate slow;

  RequestGate(
      Policy policy, Shared shared, Enforcement enforcement, Counters counters, SlowGate slow) {
    this.policy = policy;
    this.shared = shared;
    this.enforcement = enforcement;
    this.counters = counters;
    this.slow = slow;
  }

  Verdict decide(RequestHead head) {
    counters.requests.increment();
    TrackedConnection connection = TrackedConnection.of(head);
    if (connection != null && !connection.headComplete(head.protocol())) {
      return TOO_LATE;
    }
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
    String ban = known ? shared.outcasts.find(policy, address) : null;
    if (ban != null) {
      return enforcement.carryOut(hit(client, head), policy.outcast(ban), Share.ALL, null);
    }
    Counting counting = policy.rules.limitsRequests() ? new Counting() : null;
    Rule rule =
        policy.rules.decide(
            address, known, head, shared, shared.limits, counting == null ? this : counting);
    Verdict verdict =
        rule == null || rule.action() == Action.ALLOW
            ? Verdict.PASS
            : enforcement.carryOut(hit(client, head), rule.verdict(), rule.share(), rule);
    return verdict == Verdict.PASS
        ? passing(client, head, rule, counting == null ? null : counting.watch)
        : verdict;
  }

  /**
   * Whether {@link #decide} would drop a request in earnest, whatever else happens in between.
   * Counts nothing and tells nobody. Who stands behind a proxy, is denied or banned, or may be
   * answered instead, is left to {@link #decide} when the server has the request.
   */
  boolean isSureToDrop(RequestHead head) {
    if (policy.off) {
      return false;
    }
    Client client = policy.resolver.resolve(head);
    InetAddress address = client.address(head);
    if (client.peerRole() != PeerRole.CLIENT
        || !client.isKnown()
        || policy.allow.contains(address)
        || policy.isProxy(address, shared)) {
      return false;
    }
    Rule rule = policy.rules.foresee(address, true, head, shared, shared.limits);
    return rule != null && policy.inEarnest(address, rule.share());
  }

  /**
   * Lets a request pass, and hears what becomes of it if anybody wants to.
   *
   * @param counted where it is counted, null if it is not
   */
  private Verdict passing(
      Client client, RequestHead head, @Nullable Rule decider, @Nullable RequestWatch counted) {
    RequestWatch watch;
    try {
      watch = slow.watch(client, head, decider, counted);
    } catch (Throwable ours) {
      // Nobody will hear of it any more.
      if (counted != null) {
        counted.completed();
      }
      throw ours;
    }
    return watch == null ? Verdict.PASS : Verdict.passing(watch);
  }

  @Override
  public void monitored(Rule rule, RequestHead head) {
    enforcement.monitored(rule, hit(policy.resolver.resolve(head), head));
  }

  @Override
  public boolean actsNow(Rule rule, RequestHead head) {
    return enforcement.actsNow(rule, hit(policy.resolver.resolve(head), head));
  }

  @Override
  public void exempted(RequestHead head) {
    InetAddress peer = head.peer();
    if (peer != null) {
      shared.probes.remember(peer);
    }
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
    public void exempted(RequestHead head) {
      RequestGate.this.exempted(head);
    }

    @Override
    public void counted(RequestHead head, RequestWatch watch) {
      this.watch = watch;
    }
  }

  private static Hit hit(Client client, RequestHead head) {
    return new RequestHit(Gate.REQUEST, client, head, 0);
  }
}
