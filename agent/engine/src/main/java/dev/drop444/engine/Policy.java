package dev.drop444.engine;

import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.ban.NeverBanned;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.journal.Refusals;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A configuration in the form in which gates read it. Immutable. */
final class Policy {

  /** What stands for the global key in verdicts, counters and the log. */
  static final String DENY = KeyTable.DENY.name();

  /** What stands there for a ban by a rule that is gone. */
  private static final String BAN = "ban";

  final boolean off;
  final boolean enforced;

  /** The mode as the log says it. */
  final String mode;

  final AddressSet allow;
  final AddressSet deny;
  final RuleSet rules;
  final NeverBanned neverBanned;

  /** How a request of a denied client is dropped. */
  final Verdict denied;

  /** How a connection is refused, unless a rule knows better. */
  final AcceptVerdict refusal;

  private final Closing closing;
  private final Map<String, Refusals> refusals = new HashMap<>();
  private final Refusals otherRefusals;

  Policy(Configuration configuration, Journal journal) {
    Mode mode = configuration.get(KeyTable.MODE);
    this.off = mode == Mode.OFF;
    this.enforced = mode == Mode.ENFORCE;
    this.mode = mode.name().toLowerCase(Locale.ROOT);
    this.allow = configuration.get(KeyTable.ALLOW);
    this.deny = configuration.get(KeyTable.DENY);
    this.rules = configuration.rules();
    this.closing = configuration.get(KeyTable.CLOSE);
    this.denied = outcast(DENY);
    this.refusal =
        configuration.get(KeyTable.ACCEPT_CLOSE) == Closing.RST
            ? AcceptVerdict.RST
            : AcceptVerdict.FIN;
    this.otherRefusals = journal.refusals(this.mode, enforced, BAN);
    refusals.put(DENY, journal.refusals(this.mode, enforced, DENY));
    boolean bans = false;
    for (Rule rule : rules.rules()) {
      bans |= rule.action() == Action.BAN;
      if (rule.action() == Action.DROP || rule.action() == Action.BAN) {
        refusals.put(rule.name(), journal.refusals(this.mode, enforced, rule.name()));
      }
    }
    this.neverBanned =
        bans
            ? NeverBanned.ofThisMachine(configuration.get(KeyTable.SPARE_LOOPBACK))
            : NeverBanned.nobody();
  }

  /** The counter of what a rule refuses at accept. Allocates nothing. */
  Refusals refusals(String rule) {
    return refusals.getOrDefault(rule, otherRefusals);
  }

  /** How a client is dropped that is not welcome at all: it keeps no HTTP/2 connection. */
  Verdict outcast(String rule) {
    return Verdict.drop(rule, closing, true);
  }
}
