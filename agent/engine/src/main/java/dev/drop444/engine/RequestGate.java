package dev.drop444.engine;

import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.client.Client;
import dev.drop444.engine.client.PeerRole;
import dev.drop444.engine.connection.TrackedConnection;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.journal.Drop;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet;
import dev.drop444.engine.rule.Share;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides about requests. Who is allowed passes; else who is denied or banned is dropped; else the
 * first rule that holds decides. All of them act on the client; a proxy's connection is never
 * closed, whoever the client is. Thread-safe.
 */
final class RequestGate {

  /** For a request whose connection was ended in the moment in which it came. */
  private static final Verdict TOO_LATE = Verdict.drop("ended", Closing.FIN, true);

  private final Policy policy;
  private final Shared shared;
  private final SlowGate slow;
  private final RuleSet.Observer monitor = this::monitored;

  RequestGate(Policy policy, Shared shared, SlowGate slow) {
    this.policy = policy;
    this.shared = shared;
    this.slow = slow;
  }

  Verdict decide(RequestHead head) {
    shared.counters.requests.increment();
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
      return carryOut(policy.denied, Share.ALL, null, client, head);
    }
    Ban ban = known ? shared.outcasts.find(policy, address) : null;
    if (ban != null) {
      return carryOut(policy.outcast(ban.rule()), Share.ALL, null, client, head);
    }
    Rule rule = policy.rules.decide(address, known, head, shared, monitor);
    Verdict verdict =
        rule == null || rule.action() == Action.ALLOW
            ? Verdict.PASS
            : carryOut(rule.verdict(), rule.share(), rule, client, head);
    if (verdict != Verdict.PASS) {
      return verdict;
    }
    RequestWatch watch = slow.watch(client, head, rule, null);
    return watch == null ? Verdict.PASS : Verdict.passing(watch);
  }

  private Verdict carryOut(
      Verdict verdict, Share share, @Nullable Rule rule, Client client, RequestHead head) {
    InetAddress address = client.address(head);
    String name = String.valueOf(verdict.rule());
    boolean earnest = policy.inEarnest(address, share);
    Rule ban = rule != null && canBan(rule, client, address) ? rule : null;
    boolean proxied = client.peerRole() != PeerRole.CLIENT;
    if (proxied && (earnest || client.peerRole() == PeerRole.PRESUMED_PROXY)) {
      if (earnest && ban != null && address != null) {
        record(Word.BAN, name, shared.outcasts.add(address, ban), address, head);
      }
      shared.proxies.spare(client, name, head);
      return Verdict.PASS;
    }
    if (!earnest) {
      record(ban != null ? Word.WOULD_BAN : Word.WOULD_DROP, name, null, address, head);
      return Verdict.PASS;
    }
    leaveToServer(verdict, head);
    if (ban != null && address != null) {
      record(Word.BAN, name, shared.outcasts.add(address, ban), address, head);
    } else {
      record(Word.DROP, name, null, address, head);
    }
    return verdict;
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

  private boolean canBan(Rule rule, Client client, @Nullable InetAddress address) {
    return rule.action() == Action.BAN
        && client.isKnown()
        && policy.canBan(address)
        && !shared.proxies.forbidsBan(address);
  }

  private void monitored(Rule rule, RequestHead head) {
    Client client = policy.resolver.resolve(head);
    if (client.peerRole() == PeerRole.PRESUMED_PROXY) {
      shared.proxies.spare(client, rule.name(), head);
    } else {
      record(Word.WOULD_DROP, rule.name(), null, client.address(head), head);
    }
  }

  private void record(
      Word word,
      String rule,
      @Nullable Instant until,
      @Nullable InetAddress client,
      RequestHead head) {
    // Taken down before it is counted: reading the request may fail.
    Decision decision =
        new Decision(shared.time.currentTimeMillis(), policy.mode, word, rule, until, client);
    Drop drop = new Drop(decision, policy.kinds(rule, head), head);
    shared.counters.drop(rule, word.enforced());
    shared.journal.drop(drop);
  }
}
