package dev.drop444.engine;

import dev.drop444.engine.ban.Bans;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.journal.Refusals;
import dev.drop444.engine.journal.Refusals.Kind;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import java.util.HashMap;
import java.util.Map;

/**
 * Where one server counts what a policy does to connections, by rule; found without allocation and
 * without a lock. Immutable, but for what is counted.
 */
final class RefusalCounters {

  /** What stands there for a ban by a rule that is gone. */
  private static final String BAN = "ban";

  private final Journal journal;
  private final String mode;
  private final String server;
  private final Map<String, Refusals> refusals = new HashMap<>();
  private final Map<String, Refusals> wouldBeRefusals = new HashMap<>();
  private final Refusals otherRefusals;
  private final Refusals otherWouldBeRefusals;

  RefusalCounters(Policy policy, Journal journal, String server) {
    this.journal = journal;
    this.mode = policy.mode;
    this.server = server;
    this.otherRefusals = of(Kind.ACCEPT, true, BAN);
    this.otherWouldBeRefusals = of(Kind.ACCEPT, false, BAN);
    add(Policy.DENY);
    add(Bans.OPERATOR);
    for (Rule rule : policy.rules.rules()) {
      if (rule.action() == Action.DROP || rule.action() == Action.BAN) {
        add(rule.name());
      }
    }
  }

  private void add(String rule) {
    refusals.put(rule, of(Kind.ACCEPT, true, rule));
    wouldBeRefusals.put(rule, of(Kind.ACCEPT, false, rule));
  }

  private Refusals of(Kind kind, boolean earnest, String rule) {
    return journal.refusals(server, kind, mode, earnest, rule);
  }

  /** What a rule refuses at accept, or would refuse. Allocates nothing. */
  Refusals atAccept(String rule, boolean earnest) {
    return earnest
        ? refusals.getOrDefault(rule, otherRefusals)
        : wouldBeRefusals.getOrDefault(rule, otherWouldBeRefusals);
  }

  /** What a rule closes, or would close, because nothing comes. */
  Refusals ofSilence(String rule, boolean earnest) {
    return of(Kind.SILENT, earnest, rule);
  }

  /**
   * What is closed because its client was banned or denied meanwhile; rules that are gone are one.
   */
  Refusals ofOutcasts(String rule) {
    return of(Kind.OUTCAST, true, refusals.containsKey(rule) ? rule : BAN);
  }
}
