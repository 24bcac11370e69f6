package dev.drop444.engine;

import dev.drop444.engine.client.Client;
import dev.drop444.engine.client.PeerRole;
import dev.drop444.engine.client.PresumedProxy;
import dev.drop444.engine.connection.Judge;
import dev.drop444.engine.connection.PendingBody;
import dev.drop444.engine.connection.PendingHead;
import dev.drop444.engine.connection.TrackedConnection;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.request.Body;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.BodyRate;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet.Observer;
import dev.drop444.engine.rule.Share;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides about what does not come: heads that are not complete, bodies that dribble, connections
 * of clients that were banned meanwhile. Only the peer can be dealt with here, for what a proxy
 * says of its client stands in a head; proxies, trusted or presumed, are left alone. On the sweep's
 * thread, except for {@link #watch}. Thread-safe.
 */
final class SlowGate implements Judge, Observer<SlowHit> {

  private final Policy policy;
  private final Shared shared;
  private final Enforcement enforcement;
  private final RefusalCounters refusals;
  private final long shortestHeadNanos;
  private final List<Rule> rules;

  SlowGate(Policy policy, Shared shared, Enforcement enforcement, RefusalCounters refusals) {
    this.policy = policy;
    this.shared = shared;
    this.enforcement = enforcement;
    this.refusals = refusals;
    this.shortestHeadNanos = policy.off ? Long.MAX_VALUE : policy.rules.slow().shortestHeadNanos();
    this.rules = policy.rules.rules();
  }

  /**
   * Who has to be told about the body of a request that passes: those who were to be told anyway,
   * and a watch for each rule that does not want it slow. On the request's thread; allocates only
   * if there is such a rule and the request has a body.
   *
   * <p>Of an HTTP/2 connection one stream cannot be ended from outside, so that only rules count
   * that take the whole connection.
   *
   * @param decider the rule that decided about the request, if one did
   * @param next who has to be told anyway
   */
  @Nullable RequestWatch watch(
      Client client, RequestHead head, @Nullable Rule decider, @Nullable RequestWatch next) {
    if (!policy.rules.slow().lookAtBodies()
        || client.peerRole() != PeerRole.CLIENT
        || head.peer() == null
        || !Body.isExpected(head)) {
      return next;
    }
    TrackedConnection connection = TrackedConnection.of(head);
    if (connection == null) {
      return next;
    }
    boolean http2 = head.protocol() == Protocol.HTTP_2;
    RequestWatch watch = next;
    for (Rule rule :
        policy
            .rules
            .slow()
            .onBodyOf(client.address(head), client.isKnown(), head, shared, decider)) {
      if (!http2 || rule.verdict().closesHttp2Connection()) {
        watch = shared.connections.watch(connection, rule.name(), http2, watch);
      }
    }
    return watch;
  }

  @Override
  public long shortestHeadNanos() {
    return shortestHeadNanos;
  }

  @Override
  public void head(PendingHead head) {
    InetAddress peer = head.peer();
    if (peer == null || spares(peer) || (head.isSilent() && maySleep(peer))) {
      return;
    }
    SlowHit hit = SlowHit.head(head, peer);
    Observer<SlowHit> observer = head.isSilent() ? new OfSilence() : this;
    Rule rule = policy.rules.slow().decide(peer, hit.port(), head.waitedNanos(), hit, observer);
    if (rule == null || rule.action() == Action.ALLOW) {
      return;
    }
    if (head.isSilent()) {
      silent(head, peer, rule);
    } else {
      carryOut(hit, rule, head::end);
    }
  }

  /**
   * Browsers connect in advance, and may never need it: neither a line for each nor anything that
   * counts against the client.
   */
  private void silent(PendingHead head, InetAddress peer, Rule rule) {
    boolean earnest = policy.inEarnest(peer, rule.share());
    if (earnest ? head.end(rule.verdict().closing()) : isNew(head.connection(), rule)) {
      countSilent(peer, rule, earnest);
    }
  }

  private void countSilent(InetAddress peer, Rule rule, boolean earnest) {
    refusals.ofSilence(rule.name(), earnest).add(peer);
  }

  @Override
  public void body(PendingBody body) {
    TrackedConnection connection = body.connection();
    InetAddress peer = connection.peer();
    // It may have begun under another configuration.
    Rule rule = policy.rules.slow().onBodies(body.rule());
    BodyRate rate = rule == null ? null : rule.bodyRate();
    if (policy.off || peer == null || rule == null || rate == null || spares(peer)) {
      body.forget();
      return;
    }
    long waited = body.waitedNanos();
    long bytes = body.bytes();
    if (!rate.isTooSlow(waited, bytes)) {
      return;
    }
    body.forget();
    SlowHit hit = SlowHit.body(connection, peer, waited, bytes);
    if (rule.strikeTerms().actAtOnce() || actsNow(rule, hit)) {
      if (rule.action() == Action.MONITOR) {
        monitored(rule, hit);
      } else {
        carryOut(hit, rule, body::end);
      }
    }
  }

  @Override
  public void review(TrackedConnection connection) {
    InetAddress peer = connection.peer();
    if (policy.off || peer == null || spares(peer) || !policy.inEarnest(peer, Share.ALL)) {
      return;
    }
    String rule = Policy.DENY;
    if (!policy.deny.contains(peer)) {
      String ban = shared.outcasts.find(policy, peer);
      if (ban == null) {
        return;
      }
      rule = ban;
    }
    if (connection.end(policy.outcast(rule).closing())) {
      refusals.ofOutcasts(rule).add(peer);
    }
  }

  /** In earnest only if the end wins against what may have arrived meanwhile. */
  private void carryOut(SlowHit hit, Rule rule, Predicate<Closing> end) {
    boolean earnest = policy.inEarnest(hit.client(), rule.share());
    if (earnest ? end.test(rule.verdict().closing()) : isNew(hit, rule)) {
      enforcement.carryOut(hit, rule.verdict(), rule.share(), rule);
    }
  }

  @Override
  public void monitored(Rule rule, SlowHit hit) {
    if (isNew(hit, rule)) {
      enforcement.monitored(rule, hit);
    }
  }

  /** The sweep comes by each second, and it is the same hit. */
  @Override
  public boolean actsNow(Rule rule, SlowHit hit) {
    return isNew(hit.connection(), rule) && enforcement.actsNow(rule, hit);
  }

  /** Whether a hit that ends nothing is to be told; one that was counted was new then. */
  private boolean isNew(SlowHit hit, Rule rule) {
    return !rule.strikeTerms().actAtOnce() || isNew(hit.connection(), rule);
  }

  /** Whether a rule that ends nothing has not been told of a connection yet. */
  private boolean isNew(TrackedConnection connection, Rule rule) {
    return connection.note(rules.indexOf(rule));
  }

  /** Who is let be, whatever it does or does not do. */
  private boolean spares(InetAddress peer) {
    return policy.allow.contains(peer) || policy.isProxy(peer, shared);
  }

  /**
   * Whether a peer may keep a connection that it has never used: a pool or a load balancer does.
   */
  private boolean maySleep(InetAddress peer) {
    return !PresumedProxy.isPublic(peer) && !policy.mayBanUnseen(peer);
  }

  /** Silence is no strike. */
  private final class OfSilence implements Observer<SlowHit> {
    @Override
    public void monitored(Rule rule, SlowHit hit) {
      if (isNew(hit.connection(), rule)) {
        countSilent(hit.peer(), rule, false);
      }
    }
  }
}
