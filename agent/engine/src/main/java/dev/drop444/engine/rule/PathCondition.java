package dev.drop444.engine.rule;

import dev.drop444.engine.pattern.Patterns;

/** A condition on the normalised path, which the rule set works out once a request. Immutable. */
final class PathCondition {

  private final Patterns patterns;
  private final boolean negated;

  PathCondition(Patterns patterns, boolean negated) {
    this.patterns = patterns;
    this.negated = negated;
  }

  boolean holds(CharSequence text, int start, int end) {
    return patterns.match(text, start, end) != negated;
  }
}
