package dev.drop444.it.matrix;

import dev.drop444.it.process.Setup;

/**
 * The few configurations under which all cases run, each a server process of its own. Rules hold on
 * distinct headers and paths, so that one configuration serves many cases.
 */
final class Configurations {

  /** Peers that are refused at accept, whatever they ask for. */
  static final String DENIED = "127.0.0.66";

  /** A peer that is refused by a rule of nothing but an address. */
  static final String REFUSED_BY_RULE = "127.0.0.50";

  /** A peer that may do what it likes. */
  static final String ALLOWED = "127.0.0.32";

  /** A peer that a rule names together with a path. */
  static final String PATH_BOUND = "127.0.0.41";

  /** The bare flag. */
  static final Setup BARE_FLAG = Setup.agent("bare-flag");

  /** Rules of every kind, the wire contract as it is by default. */
  static final Setup ENFORCE =
      rules(Setup.agent("enforce"))
          .with("rule.ban.header.x-rule", "ban")
          .with("rule.ban.action", "ban")
          .with("rule.ban.bantime", "10m");

  /** The same rules, and nothing is really dropped. */
  static final Setup MONITOR = rules(Setup.agent("monitor").with("mode", "monitor"));

  /** The same rules, switched off. */
  static final Setup OFF = rules(Setup.agent("off").with("mode", "off"));

  /** The wire contract turned round: FIN at accept, RST at the request, whole connections in h2. */
  static final Setup TURNED =
      rules(Setup.agent("turned"))
          .with("accept.close", "fin")
          .with("close", "rst")
          .with("h2", "connection");

  private Configurations() {}

  private static Setup rules(Setup setup) {
    return setup
        // The tests' peers are all loopback addresses, and treated like strangers.
        .with("spare-loopback", "false")
        .with("deny", "127.0.0.64/26")
        .with("allow", ALLOWED)
        .with("rule.plain.header.x-rule", "plain")
        .with("rule.reset.header.x-rule", "reset")
        .with("rule.reset.close", "rst")
        .with("rule.whole.header.x-rule", "whole")
        .with("rule.whole.h2", "connection")
        .with("rule.whole-reset.header.x-rule", "whole-reset")
        .with("rule.whole-reset.h2", "connection")
        .with("rule.whole-reset.close", "rst")
        .with("rule.answered.header.x-rule", "answered")
        .with("rule.answered.status", "200")
        .with("rule.watch.header.x-rule", "watch")
        .with("rule.watch.action", "monitor")
        .with("rule.tree.path", "/drop/**")
        .with("rule.env.path", "/.env,/.git/**")
        .with("rule.php.path", "*.php")
        .with("rule.verbs.method", "TRACE,PROPFIND")
        .with("rule.host.host", "evil.example,*.evil.example")
        .with("rule.bot.user-agent", "*BadBot*")
        .with("rule.locked.path", "/locked")
        .with("rule.locked.not-header.x-key", "open-sesame")
        .with("rule.friend.header.x-friend", "yes")
        .with("rule.friend.action", "allow")
        .with("rule.friend.order", "1")
        .with("rule.address.ip", "127.0.0.48/30")
        // Before the rule that allows by a header field, or only the request could decide.
        .with("rule.address.order", "0")
        .with("rule.bound.ip", "127.0.0.40/30")
        .with("rule.bound.path", "/bound");
  }
}
