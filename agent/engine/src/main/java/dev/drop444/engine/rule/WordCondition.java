package dev.drop444.engine.rule;

import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.ResponseHead;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** A property of the request line, connection or response that has few values. */
final class WordCondition extends Condition {

  private final Predicate<Facts> test;

  private final boolean ofResponse;

  private WordCondition(Wording wording, Predicate<Facts> test, boolean ofResponse) {
    super(wording, WORD);
    this.test = test;
    this.ofResponse = ofResponse;
  }

  /** The HTTP version is one of these. */
  static WordCondition protocol(Wording wording, Set<Protocol> protocols) {
    EnumSet<Protocol> own = EnumSet.copyOf(protocols);
    return new WordCondition(wording, facts -> own.contains(facts.head().protocol()), false);
  }

  /** The connection is encrypted, or it is not. */
  static WordCondition scheme(Wording wording, boolean http, boolean https) {
    return new WordCondition(wording, facts -> facts.head().secure() ? https : http, false);
  }

  /** The body is the server's own default error page, or it is not. */
  static WordCondition errorPage(Wording wording, boolean wanted) {
    return new WordCondition(
        wording,
        facts -> {
          ResponseHead response = facts.response();
          return response != null && response.isServerErrorPage() == wanted;
        },
        true);
  }

  @Override
  Truth test(Facts facts) {
    boolean known = ofResponse ? facts.response() != null : facts.isHeadKnown();
    return known ? Truth.of(test.test(facts)) : Truth.UNKNOWN;
  }

  @Override
  boolean needsResponse() {
    return ofResponse;
  }
}
