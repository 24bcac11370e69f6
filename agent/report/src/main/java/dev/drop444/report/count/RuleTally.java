package dev.drop444.report.count;

import java.util.Set;
import java.util.TreeSet;

/** What one rule did. Not thread-safe. */
public final class RuleTally {

  private static final int PLACES = 64;
  private static final int MOST_GATES = 8;

  private final int index;
  private final String name;
  private final Sums sums = new Sums();
  private final Set<String> gates = new TreeSet<>();
  private final HeavyHitters kinds = new HeavyHitters(PLACES);

  RuleTally(int index, String name) {
    this.index = index;
    this.name = name;
  }

  void at(String gate) {
    if (gates.size() < MOST_GATES) {
      gates.add(gate);
    }
  }

  /** The number by which others know it, from 0. */
  public int index() {
    return index;
  }

  public String name() {
    return name;
  }

  public Sums sums() {
    return sums;
  }

  /** Where it acted. */
  public Set<String> gates() {
    return Set.copyOf(gates);
  }

  /**
   * Whether it acts on whole requests, and nowhere else: only then can it look at their paths. A
   * rule on what is malformed cannot, for it also hits what is none.
   */
  public boolean seesPaths() {
    return kinds.size() == 0
        && gates.stream().allMatch(gate -> gate.equals("request") || gate.equals("response"));
  }

  /** In what ways malformed that was which it hit. */
  public HeavyHitters kinds() {
    return kinds;
  }
}
