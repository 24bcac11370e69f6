package dev.drop444.engine;

import dev.drop444.engine.client.PeerRole;
import dev.drop444.engine.connection.TrackedConnection;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet;
import dev.drop444.engine.rule.Share;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what was decided about a hit, in the same way at every gate: in earnest or only on
 * paper, with a ban where the rule says so, with the bare signal in place of a close where a proxy
 * is at the other end, written down and counted, and held against the client where another rule
 * counts it. Thread-safe.
 */
final class Enforcement implements RuleSet.Observer<Hit> {

  private final Policy policy;
  private final Shared shared;
  private final Counters counters;
  private final Decisions decisions;

  Enforcement(Policy policy, Shared shared, Counters counters) {
    this.policy = policy;
    this.shared = shared;
    this.counters = counters;
    this.decisions = counters.in(policy.mode);
  }

  /**
   * Carries out a verdict.
   *
   * @param share the clients for whom it is in earnest
   * @param rule that decided, or null for a ban or a key of the configuration
   * @return what the server has to do
   */
  Verdict carryOut(Hit hit, Verdict verdict, Share share, @Nullable Rule rule) {
    String name = String.valueOf(verdict.rule());
    boolean earnest = policy.inEarnest(hit.client(), share);
    Verdict real = verdict;
    if (hit instanceof RequestHit && ((RequestHit) hit).from().peerRole() != PeerRole.CLIENT) {
      real = policy.forProxy(verdict, ((RequestHit) hit).head());
      if (real != verdict && earnest) {
        counters.signals.increment();
        shared.proxies.signalled((RequestHit) hit, name);
      }
    }
    if (earnest && real.drops() && hit instanceof RequestHit) {
      leaveToServer(real, ((RequestHit) hit).head());
    }
    if (earnest && real.drops()) {
      shared.flood.dropped();
    }
    if (rule == null || rule.action() != Action.BAN || !hit.canBan(policy, shared)) {
      Word word =
          verdict.responds()
              ? (earnest ? Word.RESPOND : Word.WOULD_RESPOND)
              : (earnest ? Word.DROP : Word.WOULD_DROP);
      record(hit, hit.gate(), word, name, null, earnest ? real.status() : 0);
      outcome(hit, name, earnest);
    } else {
      ban(hit, hit.gate(), rule, earnest, real.status());
    }
    return earnest ? real : Verdict.PASS;
  }

  /**
   * The server ends the connection of what it is told to drop. To be said before a ban, which has
   * all of the client's connections ended from outside.
   */
  private static void leaveToServer(Verdict verdict, RequestHead head) {
    TrackedConnection connection = TrackedConnection.of(head);
    if (connection != null
        && (verdict.closesHttp2Connection() || head.protocol() != Protocol.HTTP_2)) {
      connection.dropped();
    }
  }

  /** Bans whose connection was refused, if the rule says so and nothing speaks against it. */
  void banAtAccept(AcceptHit hit, Rule rule) {
    if (rule.action() == Action.BAN && hit.canBan(policy, shared)) {
      ban(hit, Gate.ACCEPT, rule, true, 0);
    }
  }

  private void ban(Hit hit, Gate gate, Rule rule, boolean earnest, int status) {
    InetAddress client = hit.client();
    if (client == null) {
      return;
    }
    // Paid for; it takes as many to be banned again.
    shared.strikes.forgive(rule.name(), shared.clients.keyOf(client));
    if (earnest) {
      Instant until = shared.outcasts.add(client, rule);
      shared.journal.flight().banned(client, rule.name(), until);
      record(hit, gate, Word.BAN, rule.name(), until, status);
    } else {
      record(hit, gate, Word.WOULD_BAN, rule.name(), null, 0);
    }
  }

  /** What the hit of one rule means for others that count it. */
  private void outcome(Hit hit, String rule, boolean earnest) {
    Rule next =
        policy.rules.decideOutcome(
            rule, hit.client(), hit.isClientKnown(), hit.head(), hit.port(), shared, hit, this);
    if (next != null && next.action() == Action.BAN && hit.canBan(policy, shared)) {
      boolean real = earnest && policy.inEarnest(hit.client(), next.share());
      ban(hit, Gate.OUTCOME, next, real, 0);
    }
  }

  @Override
  public void monitored(Rule rule, Hit hit) {
    boolean responds = rule.verdict().responds();
    record(hit, hit.gate(), responds ? Word.WOULD_RESPOND : Word.WOULD_DROP, rule.name(), null, 0);
  }

  /** Counts a strike. Who is not known has none: it would be a proxy's. */
  @Override
  public boolean actsNow(Rule rule, Hit hit) {
    InetAddress client = hit.client();
    return client != null
        && hit.isClientKnown()
        && shared.strikes.add(
            rule.name(), shared.clients.keyOf(client), hit.offence(), rule.strikeTerms());
  }

  private void record(
      Hit hit, Gate gate, Word word, String rule, @Nullable Instant until, int answer) {
    // Written down before it is counted: reading the request may fail.
    if (shared.journal.admits(policy.mode, gate, word, rule, hit.client())) {
      hit.writeTo(
          shared,
          policy,
          new Decision(
              shared.time.currentTimeMillis(),
              policy.mode,
              gate,
              word,
              rule,
              until,
              hit.client(),
              answer));
    }
    shared
        .journal
        .flight()
        .decided(word.toString(), policy.mode, gate.key(), rule, hit.client(), hit.head());
    decisions.count(gate, word, rule);
    if (hit.client() != null && hit.isClientKnown()) {
      shared.offenders.hit(hit.client(), rule);
    }
  }
}
