package dev.drop444.engine;

import dev.drop444.engine.rule.Rule;
import java.net.InetAddress;

/** Is told when a rule has really hit a client. Thread-safe; does not block. */
interface RuleHits {

  /** Nobody counts. */
  RuleHits NONE = (rule, client) -> {};

  void hit(Rule rule, InetAddress client);
}
