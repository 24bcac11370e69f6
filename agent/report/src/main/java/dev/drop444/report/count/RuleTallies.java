package dev.drop444.report.count;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each rule did; beyond a number that no configuration has, all others together. */
public final class RuleTallies {

  /** The name of all others; no rule can have it. */
  public static final String OTHERS = "(other rules)";

  private static final int MOST = 200;

  private final Map<String, RuleTally> byName = new HashMap<>();
  private final List<RuleTally> byIndex = new ArrayList<>();

  RuleTally of(String name) {
    RuleTally found = byName.get(name);
    if (found == null) {
      found = byIndex.size() < MOST ? made(name) : byName.computeIfAbsent(OTHERS, this::made);
    }
    return found;
  }

  private RuleTally made(String name) {
    RuleTally made = new RuleTally(byIndex.size(), name);
    byIndex.add(made);
    if (!name.equals(OTHERS)) {
      byName.put(name, made);
    }
    return made;
  }

  /** All of them, by their numbers. */
  public List<RuleTally> all() {
    return Collections.unmodifiableList(byIndex);
  }

  /** Those first that did most. */
  public List<RuleTally> mostFirst() {
    List<RuleTally> sorted = new ArrayList<>(byIndex);
    sorted.sort(
        Comparator.comparingLong((RuleTally rule) -> rule.sums().all())
            .reversed()
            .thenComparing(RuleTally::name));
    return sorted;
  }
}
