package dev.drop444.engine;

import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.ban.Bans;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Drop;
import dev.drop444.engine.journal.Faults;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.proxy.PresumedProxies;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Decides, and takes note of what it decided. The parts are elsewhere; this is how they work
 * together.
 *
 * <p>Who is allowed passes; else who is denied or banned is dropped; else the first rule that holds
 * decides. A request without a match allocates nothing here and takes no lock, unless a rule looks
 * at the path and the path is not in normal form; neither does a connection over IPv4. Whatever
 * fails in here is counted, and passes. Thread-safe.
 */
public final class Engine implements Gates, AutoCloseable {

  private final Journal journal;
  private final Faults faults;
  private final Bans bans;
  private final ProxyGuard proxies;
  private final TimeSource time;
  private final Counters counters = new Counters();
  private final RuleSet.Observer monitor = this::monitored;
  private volatile Policy policy;

  private Engine(Configuration configuration, Supplier<Logger> logs, TimeSource time) {
    this.time = time;
    this.journal = new Journal(logs, time, Journal.CAPACITY);
    this.faults = new Faults(journal, time);
    ClientPrefix clients =
        new ClientPrefix(
            configuration.get(KeyTable.IPV4_PREFIX), configuration.get(KeyTable.IPV6_PREFIX));
    this.bans = new Bans(configuration.get(KeyTable.MAX_BANS), clients, time);
    this.proxies = new ProxyGuard(new PresumedProxies(clients, time), journal, counters);
    this.policy = new Policy(configuration, journal);
  }

  /** An engine on this machine's clocks. */
  public static Engine start(Configuration configuration, Supplier<Logger> logs) {
    return start(configuration, logs, TimeSource.SYSTEM);
  }

  /**
   * An engine. Starts no thread and touches no logging: both wait for the first thing to be said.
   *
   * @param logs asked once, on a thread of the engine's own
   * @param time for tests to move
   */
  public static Engine start(Configuration configuration, Supplier<Logger> logs, TimeSource time) {
    return new Engine(configuration, logs, time);
  }

  /**
   * Puts another configuration in force, in one volatile write. Bans stay; prefix lengths and
   * {@code max-bans} stay as they were at the start.
   */
  public void replace(Configuration configuration) {
    policy = new Policy(configuration, journal);
  }

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    try {
      counters.connections.increment();
      return decide(policy, peer);
    } catch (Throwable ours) {
      faults.report("accept gate", ours);
      return AcceptVerdict.PASS;
    }
  }

  private AcceptVerdict decide(Policy policy, InetAddress peer) {
    if (policy.off || policy.allow.contains(peer)) {
      return AcceptVerdict.PASS;
    }
    if (policy.deny.contains(peer)) {
      return refuse(policy, Policy.DENY, policy.refusal, peer);
    }
    Ban ban = banOf(policy, peer);
    if (ban != null) {
      return refuse(policy, ban.rule(), policy.refusal, peer);
    }
    Rule rule = policy.rules.decide(peer);
    if (rule == null || rule.action() == Action.ALLOW) {
      return AcceptVerdict.PASS;
    }
    return refuse(policy, rule.name(), RuleSet.refusal(rule, policy.refusal), peer);
  }

  private static AcceptVerdict refuse(
      Policy policy, String rule, AcceptVerdict verdict, InetAddress peer) {
    policy.refusals(rule).add(peer);
    return policy.enforced ? verdict : AcceptVerdict.PASS;
  }

  /**
   * The ban of a client, unless it is one that is never banned: a prefix may hold strangers and
   * neighbours.
   */
  private @Nullable Ban banOf(Policy policy, @Nullable InetAddress client) {
    Ban ban = client == null ? null : bans.find(client);
    return ban == null
            || client == null
            || policy.neverBanned.contains(client)
            || proxies.liftsBan(client)
        ? null
        : ban;
  }

  @Override
  public Verdict request(RequestHead head) {
    try {
      counters.requests.increment();
      return decide(policy, head);
    } catch (Throwable ours) {
      faults.report("request gate", ours);
      return Verdict.PASS;
    }
  }

  private Verdict decide(Policy policy, RequestHead head) {
    if (policy.off) {
      return Verdict.PASS;
    }
    InetAddress client = head.peer();
    if (policy.allow.contains(client)) {
      return Verdict.PASS;
    }
    if (policy.deny.contains(client)) {
      return drop(policy, policy.denied, head);
    }
    Ban ban = banOf(policy, client);
    if (ban != null) {
      return drop(policy, policy.outcast(ban.rule()), head);
    }
    Rule rule = policy.rules.decide(client, head, monitor);
    if (rule == null || rule.action() == Action.ALLOW) {
      return Verdict.PASS;
    }
    return rule.action() == Action.BAN
        ? ban(policy, rule, head)
        : drop(policy, rule.verdict(), head);
  }

  private Verdict drop(Policy policy, Verdict verdict, RequestHead head) {
    Drop.Word word = policy.enforced ? Drop.Word.DROP : Drop.Word.WOULD_DROP;
    return carryOut(policy, verdict, word, null, head);
  }

  private Verdict ban(Policy policy, Rule rule, RequestHead head) {
    InetAddress client = head.peer();
    if (client == null || policy.neverBanned.contains(client) || proxies.forbidsBan(client, head)) {
      return drop(policy, rule.verdict(), head);
    }
    if (!policy.enforced) {
      return carryOut(policy, rule.verdict(), Drop.Word.WOULD_BAN, null, head);
    }
    Instant until = bans.add(client, rule.name(), rule.banTime()).until();
    proxies.banned(client, rule.name());
    return carryOut(policy, rule.verdict(), Drop.Word.BAN, until, head);
  }

  private Verdict carryOut(
      Policy policy, Verdict verdict, Drop.Word word, @Nullable Instant until, RequestHead head) {
    InetAddress client = head.peer();
    String rule = String.valueOf(verdict.rule());
    if (proxies.spares(client, rule, head)) {
      return Verdict.PASS;
    }
    record(policy, word, rule, until, head);
    return policy.enforced ? verdict : Verdict.PASS;
  }

  private void monitored(Rule rule, RequestHead head) {
    Policy policy = this.policy;
    if (!proxies.spares(head.peer(), rule.name(), head)) {
      record(policy, Drop.Word.WOULD_DROP, rule.name(), null, head);
    }
  }

  private void record(
      Policy policy, Drop.Word word, String rule, @Nullable Instant until, RequestHead head) {
    // Taken down before it is counted: reading the request may fail.
    Drop drop =
        new Drop(time.currentTimeMillis(), policy.mode, word, rule, until, head.peer(), head);
    counters.drop(rule, word == Drop.Word.DROP || word == Drop.Word.BAN);
    journal.drop(drop);
  }

  /**
   * Takes note of a fault outside the gates after which traffic passes; logged once per kind and
   * minute. Never throws.
   *
   * @param where the hook or part that failed
   */
  public void fault(String where, Throwable thrown) {
    faults.report(where, thrown);
  }

  /** Says something that the operator should act on. Does not block. */
  public void warn(String text) {
    journal.warn(text);
  }

  /** Says something that the operator may want to know. Does not block. */
  public void info(String text) {
    journal.info(text);
  }

  /** What happened so far. */
  public Counts counts() {
    return new Counts(counters, journal.refusals(), bans.size(), faults.counts());
  }

  /** Writes what is yet to be written, at most two seconds long, and ends the engine's thread. */
  @Override
  public void close() {
    journal.close();
  }
}
