package dev.drop444.engine;

import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.journal.MalformedDrop;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides about what a server's own parser refuses. Of such a request no header field is known, so
 * the peer stands for the client, and a proxy can be told by its address only: one that is
 * remembered from its other requests is spared. One that is not public and unknown so far may be a
 * proxy, too: its connection is dropped, which it survives, but it is not banned. Thread-safe.
 */
final class MalformedGate {

  private final Outcasts outcasts;
  private final ProxyGuard proxies;
  private final Counters counters;
  private final Journal journal;
  private final TimeSource time;

  MalformedGate(
      Outcasts outcasts, ProxyGuard proxies, Counters counters, Journal journal, TimeSource time) {
    this.outcasts = outcasts;
    this.proxies = proxies;
    this.counters = counters;
    this.journal = journal;
    this.time = time;
  }

  /** See {@link dev.drop444.engine.gate.Gates#malformed}. */
  Verdict decide(
      Policy policy,
      @Nullable InetAddress peer,
      int port,
      Malformation kind,
      @Nullable CharSequence excerpt) {
    counters.malformed.increment();
    if (policy.off || policy.allow.contains(peer)) {
      return Verdict.PASS;
    }
    Arrival arrival = new Arrival(policy, peer, port, kind, excerpt);
    if (policy.deny.contains(peer)) {
      return drop(arrival, policy.denied, Word.DROP, Word.WOULD_DROP, null);
    }
    Ban ban = outcasts.find(policy, peer);
    if (ban != null) {
      return drop(arrival, policy.outcast(ban.rule()), Word.DROP, Word.WOULD_DROP, null);
    }
    Rule rule = policy.rules.decide(peer, kind, monitored -> monitor(arrival, monitored));
    if (rule == null || rule.action() == Action.ALLOW) {
      return Verdict.PASS;
    }
    boolean ends = rule.action() == Action.BAN && canBan(policy, peer);
    return ends
        ? drop(arrival, rule.verdict(), Word.BAN, Word.WOULD_BAN, rule)
        : drop(arrival, rule.verdict(), Word.DROP, Word.WOULD_DROP, null);
  }

  private boolean canBan(Policy policy, @Nullable InetAddress peer) {
    return peer != null
        && !policy.neverBanned.contains(peer)
        && (policy.mayBanUnseen(peer) || !ProxyGuard.mayStandForOthers(peer));
  }

  private Verdict drop(
      Arrival arrival, Verdict verdict, Word enforced, Word monitored, @Nullable Rule ban) {
    Policy policy = arrival.policy;
    String rule = String.valueOf(verdict.rule());
    InetAddress peer = arrival.peer;
    if (proxies.sparesMalformed(peer, rule)) {
      return Verdict.PASS;
    }
    Instant until = ban != null && peer != null && policy.enforced ? outcasts.add(peer, ban) : null;
    record(arrival, policy.enforced ? enforced : monitored, rule, until);
    return policy.enforced ? verdict : Verdict.PASS;
  }

  private void monitor(Arrival arrival, Rule rule) {
    if (!proxies.sparesMalformed(arrival.peer, rule.name())) {
      record(arrival, Word.WOULD_DROP, rule.name(), null);
    }
  }

  private void record(Arrival arrival, Word word, String rule, @Nullable Instant until) {
    Decision decision =
        new Decision(
            time.currentTimeMillis(), arrival.policy.mode, word, rule, until, arrival.peer);
    MalformedDrop drop =
        new MalformedDrop(decision, arrival.kind, arrival.peer, arrival.port, arrival.excerpt);
    counters.malformedDrop(rule, word.enforced());
    journal.drop(drop);
  }

  /** What is known of it. Seldom enough to be an object. */
  private static final class Arrival {
    final Policy policy;
    final @Nullable InetAddress peer;
    final int port;
    final Malformation kind;
    final @Nullable CharSequence excerpt;

    Arrival(
        Policy policy,
        @Nullable InetAddress peer,
        int port,
        Malformation kind,
        @Nullable CharSequence excerpt) {
      this.policy = policy;
      this.peer = peer;
      this.port = port;
      this.kind = kind;
      this.excerpt = excerpt;
    }
  }
}
