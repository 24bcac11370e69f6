package dev.drop444.engine.pattern.many;

/** Decides whether a pattern matches a text in which a literal of it was found. Immutable. */
interface Check {

  /**
   * Whether the pattern matches {@code text} from {@code start} to {@code end}.
   *
   * @param at index after the literal that was found
   */
  boolean holds(CharSequence text, int start, int end, int at);

  /**
   * Whether all is said when it was asked once for a text, because the answer does not depend on
   * where the literal was found. Such a check may read the whole text.
   */
  boolean once();
}
