package dev.drop444.engine.rule;

import dev.drop444.engine.gate.Protocol;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** A property of the request line or connection that has few values. */
final class WordCondition extends Condition {

  private final Predicate<Facts> test;

  private WordCondition(Wording wording, Predicate<Facts> test) {
    super(wording, WORD);
    this.test = test;
  }

  /** The HTTP version is one of these. */
  static WordCondition protocol(Wording wording, Set<Protocol> protocols) {
    EnumSet<Protocol> own = EnumSet.copyOf(protocols);
    return new WordCondition(wording, facts -> own.contains(facts.head().protocol()));
  }

  /** The connection is encrypted, or it is not. */
  static WordCondition scheme(Wording wording, boolean http, boolean https) {
    return new WordCondition(wording, facts -> facts.head().secure() ? https : http);
  }

  @Override
  Truth test(Facts facts) {
    return facts.isHeadKnown() ? Truth.of(test.test(facts)) : Truth.UNKNOWN;
  }
}
