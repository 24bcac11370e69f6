package dev.drop444.engine;

import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.client.Client;
import dev.drop444.engine.client.PeerRole;
import dev.drop444.engine.gate.RequestHead;
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

  private final Policy policy;
  private final Shared shared;
  private final RuleSet.Observer observer = new Observer();

  RequestGate(Policy policy, Shared shared) {
    this.policy = policy;
    this.shared = shared;
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
      return carryOut(policy.denied, Share.ALL, null, client, head);
    }
    Ban ban = known ? shared.outcasts.find(policy, address) : null;
    if (ban != null) {
      return carryOut(policy.outcast(ban.rule()), Share.ALL, null, client, head);
    }
    Rule rule = policy.rules.decide(address, known, head, shared, observer);
    if (rule == null || rule.action() == Action.ALLOW) {
      return Verdict.PASS;
    }
    return carryOut(rule.verdict(), rule.share(), rule, client, head);
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
    if (ban != null && address != null) {
      record(Word.BAN, name, shared.outcasts.add(address, ban), address, head);
    } else {
      record(Word.DROP, name, null, address, head);
    }
    return verdict;
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

  private final class Observer implements RuleSet.Observer {
    @Override
    public void monitored(Rule rule, RequestHead head) {
      RequestGate.this.monitored(rule, head);
    }

    @Override
    public void exempted(RequestHead head) {
      InetAddress peer = head.peer();
      if (peer != null) {
        shared.probes.remember(peer);
      }
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
