package dev.drop444.engine;

import dev.drop444.engine.ban.Ban;
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
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.journal.Refusals.Kind;
import dev.drop444.engine.journal.SlowDrop;
import dev.drop444.engine.request.Body;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.BodyRate;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.Share;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides about what does not come: heads that are not complete, bodies that dribble, connections
 * of clients that were banned meanwhile. Only the peer can be dealt with here, for what a proxy
 * says of its client stands in a head; proxies, trusted or presumed, are left alone. On the sweep's
 * thread, except for {@link #watch}. Thread-safe.
 */
final class SlowGate implements Judge {

  private final Policy policy;
  private final Shared shared;
  private final long shortestHeadNanos;
  private final List<Rule> rules;

  SlowGate(Policy policy, Shared shared) {
    this.policy = policy;
    this.shared = shared;
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
    TrackedConnection connection = head.connection();
    Rule rule =
        policy
            .rules
            .slow()
            .decide(
                peer,
                connection.localPort(),
                head.waitedNanos(),
                monitored -> head(head, peer, monitored));
    if (rule != null && rule.action() != Action.ALLOW) {
      head(head, peer, rule);
    }
  }

  private void head(PendingHead head, InetAddress peer, Rule rule) {
    TrackedConnection connection = head.connection();
    if (head.isSilent()) {
      silent(head, peer, rule);
      return;
    }
    hit(
        connection,
        peer,
        rule,
        head::end,
        decision -> SlowDrop.head(decision, peer, connection.localPort(), head.waitedNanos()));
  }

  /** Browsers connect in advance: neither a line for each nor anything against the client. */
  private void silent(PendingHead head, InetAddress peer, Rule rule) {
    boolean earnest = isEarnest(rule, peer);
    if (earnest ? head.end(rule.verdict().closing()) : isNew(head.connection(), rule)) {
      shared.journal.refusals(Kind.SILENT, policy.mode, earnest, rule.name()).add(peer);
    }
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
    if (rate.isTooSlow(waited, bytes)) {
      body.forget();
      hit(
          connection,
          peer,
          rule,
          body::end,
          decision -> SlowDrop.body(decision, peer, connection.localPort(), waited, bytes));
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
      Ban ban = shared.outcasts.find(policy, peer);
      if (ban == null) {
        return;
      }
      rule = ban.rule();
    }
    if (connection.end(policy.outcast(rule).closing())) {
      shared.journal.refusals(Kind.OUTCAST, policy.mode, true, policy.nameOf(rule)).add(peer);
    }
  }

  private void hit(
      TrackedConnection connection,
      InetAddress peer,
      Rule rule,
      Predicate<Closing> end,
      Function<Decision, SlowDrop> line) {
    boolean bans = rule.action() == Action.BAN && canBan(peer);
    if (!isEarnest(rule, peer)) {
      if (isNew(connection, rule)) {
        record(bans ? Word.WOULD_BAN : Word.WOULD_DROP, rule, null, peer, line);
      }
    } else if (end.test(rule.verdict().closing())) {
      Instant until = bans ? shared.outcasts.add(peer, rule) : null;
      record(bans ? Word.BAN : Word.DROP, rule, until, peer, line);
      shared.hits.hit(rule, peer);
    }
  }

  private void record(
      Word word,
      Rule rule,
      @Nullable Instant until,
      InetAddress peer,
      Function<Decision, SlowDrop> line) {
    Decision decision =
        new Decision(shared.time.currentTimeMillis(), policy.mode, word, rule.name(), until, peer);
    shared.counters.slowDrop(rule.name(), word.enforced());
    shared.journal.drop(line.apply(decision));
  }

  private boolean isEarnest(Rule rule, InetAddress peer) {
    return rule.action() != Action.MONITOR && policy.inEarnest(peer, rule.share());
  }

  /** Whether a rule that ends nothing has not been told of a connection yet. */
  private boolean isNew(TrackedConnection connection, Rule rule) {
    return connection.note(rules.indexOf(rule));
  }

  /** Who is let be, whatever it does or does not do. */
  private boolean spares(InetAddress peer) {
    return policy.allow.contains(peer)
        || policy.trustedProxies.contains(peer)
        || shared.proxies.forbidsBan(peer);
  }

  /**
   * Whether a peer may keep a connection that it has never used: a pool or a load balancer does.
   */
  private boolean maySleep(InetAddress peer) {
    return !PresumedProxy.isPublic(peer) && !policy.mayBanUnseen(peer);
  }

  private boolean canBan(InetAddress peer) {
    return policy.canBan(peer) && (PresumedProxy.isPublic(peer) || policy.mayBanUnseen(peer));
  }
}
