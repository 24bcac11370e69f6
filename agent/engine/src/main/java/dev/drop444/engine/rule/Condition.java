package dev.drop444.engine.rule;

/**
 * Something that must hold. Immutable; allocates nothing and takes no lock.
 *
 * <p>What is absent from a request fits nothing: a condition on it does not hold, and its opposite
 * does. Of what nobody can know neither holds.
 */
abstract class Condition {

  // What asking costs, in that order: the cheapest conditions of a rule are tried first.
  static final int STAGE = -2;
  static final int LOAD = -1;
  static final int ADDRESS = 0;
  static final int WORD = 1;
  static final int FIELD = 2;
  static final int TARGET = 3;
  static final int ALL_FIELDS = 4;

  /** After everything else, for what comes so far is counted. */
  static final int LIMIT = 5;

  private final Wording wording;
  private final int cost;

  Condition(Wording wording, int cost) {
    this.wording = wording;
    this.cost = cost;
  }

  /** Whether what the condition names is so, before {@code not-} turns it round. */
  abstract Truth test(Facts facts);

  final boolean holds(Facts facts) {
    Truth truth = test(facts);
    return truth != Truth.UNKNOWN && (truth == Truth.YES) != wording.negated();
  }

  final Wording wording() {
    return wording;
  }

  final int cost() {
    return cost;
  }

  /** Whether it can hold only where the request head is known. */
  boolean needsHead() {
    return true;
  }

  /** Whether it can hold only where a response is known. */
  boolean needsResponse() {
    return false;
  }

  /** Whether the condition holds for nothing at all, because it names nothing. */
  boolean isEmpty() {
    return false;
  }

  /** Whether whatever fits the values of another condition of the same facet fits these. */
  boolean includes(Condition other) {
    return wording.values().containsAll(other.wording.values());
  }
}
