package dev.drop444.engine;

import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.client.PresumedProxy;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.journal.MalformedDrop;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.Share;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides about what a server's own parser refuses. Of such a request no header field is known, so
 * the peer stands for the client, and a proxy can be told by its address only: one that is
 * configured, or remembered from its other requests, is spared. One that is not public and unknown
 * so far may be a proxy, too: its connection is dropped, which it survives, but it is not banned.
 * Thread-safe.
 */
final class MalformedGate {

  private final Policy policy;
  private final Shared shared;

  MalformedGate(Policy policy, Shared shared) {
    this.policy = policy;
    this.shared = shared;
  }

  /** See {@link dev.drop444.engine.gate.Gates#malformed}. */
  Verdict decide(
      @Nullable InetAddress peer, int port, Malformation kind, @Nullable CharSequence excerpt) {
    shared.counters.malformed.increment();
    if (policy.off || policy.allow.contains(peer)) {
      return Verdict.PASS;
    }
    Arrival arrival = new Arrival(peer, port, kind, excerpt);
    if (policy.deny.contains(peer)) {
      return carryOut(arrival, policy.denied, Share.ALL, null);
    }
    Ban ban = shared.outcasts.find(policy, peer);
    if (ban != null) {
      return carryOut(arrival, policy.outcast(ban.rule()), Share.ALL, null);
    }
    Rule rule = policy.rules.decide(peer, port, kind, monitored -> monitor(arrival, monitored));
    if (rule == null || rule.action() == Action.ALLOW) {
      return Verdict.PASS;
    }
    return carryOut(arrival, rule.verdict(), rule.share(), rule);
  }

  private Verdict carryOut(Arrival arrival, Verdict verdict, Share share, @Nullable Rule rule) {
    String name = String.valueOf(verdict.rule());
    InetAddress peer = arrival.peer;
    if (shared.proxies.sparesMalformed(policy, peer, name)) {
      return Verdict.PASS;
    }
    boolean earnest = policy.inEarnest(peer, share);
    if (rule == null || rule.action() != Action.BAN || peer == null || !canBan(peer)) {
      record(arrival, earnest ? Word.DROP : Word.WOULD_DROP, name, null);
    } else if (earnest) {
      record(arrival, Word.BAN, name, shared.outcasts.add(peer, rule));
    } else {
      record(arrival, Word.WOULD_BAN, name, null);
    }
    return earnest ? verdict : Verdict.PASS;
  }

  private boolean canBan(InetAddress peer) {
    return policy.canBan(peer) && (PresumedProxy.isPublic(peer) || policy.mayBanUnseen(peer));
  }

  private void monitor(Arrival arrival, Rule rule) {
    if (!shared.proxies.sparesMalformed(policy, arrival.peer, rule.name())) {
      record(arrival, Word.WOULD_DROP, rule.name(), null);
    }
  }

  private void record(Arrival arrival, Word word, String rule, @Nullable Instant until) {
    Decision decision =
        new Decision(shared.time.currentTimeMillis(), policy.mode, word, rule, until, arrival.peer);
    MalformedDrop drop =
        new MalformedDrop(decision, arrival.kind, arrival.peer, arrival.port, arrival.excerpt);
    shared.counters.malformedDrop(rule, word.enforced());
    shared.journal.drop(drop);
  }

  /** What is known of it. Seldom enough to be an object. */
  private static final class Arrival {
    final @Nullable InetAddress peer;
    final int port;
    final Malformation kind;
    final @Nullable CharSequence excerpt;

    Arrival(
        @Nullable InetAddress peer, int port, Malformation kind, @Nullable CharSequence excerpt) {
      this.peer = peer;
      this.port = port;
      this.kind = kind;
      this.excerpt = excerpt;
    }
  }
}
