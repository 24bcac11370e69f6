package dev.drop444.report.page;

import dev.drop444.report.count.RuleTally;
import dev.drop444.report.count.Timeline;
import java.util.ArrayList;
import java.util.List;

/** What is drawn in one colour: a rule, or all those that have none of their own. Immutable. */
final class Series {

  /** As many colours as can be told apart; the last one is that of the others. */
  static final int COLOURS = 7;

  private final String name;
  private final String style;
  private final List<RuleTally> rules;
  private final long sum;

  private Series(String name, String style, List<RuleTally> rules, boolean enforced) {
    this.name = name;
    this.style = style;
    this.rules = List.copyOf(rules);
    this.sum = rules.stream().mapToLong(rule -> rule.sums().all(enforced)).sum();
  }

  /**
   * The series of a chart.
   *
   * @param mostFirst all rules, those first that did most; so that each has one colour in all
   *     charts
   */
  static List<Series> of(List<RuleTally> mostFirst, boolean enforced) {
    List<Series> all = new ArrayList<>();
    int own = mostFirst.size() <= COLOURS ? mostFirst.size() : COLOURS - 1;
    for (int i = 0; i < own; i++) {
      RuleTally rule = mostFirst.get(i);
      all.add(new Series(rule.name(), "s" + i, List.of(rule), enforced));
    }
    if (own < mostFirst.size()) {
      List<RuleTally> others = mostFirst.subList(own, mostFirst.size());
      all.add(new Series(others.size() + " other rules", "so", others, enforced));
    }
    all.removeIf(series -> series.sum == 0);
    return all;
  }

  String name() {
    return name;
  }

  /** The class of its colour. */
  String style() {
    return style;
  }

  long sum() {
    return sum;
  }

  long sum(Timeline timeline, long begin, boolean enforced) {
    long sum = 0;
    for (RuleTally rule : rules) {
      sum += timeline.sum(begin, rule.index(), enforced);
    }
    return sum;
  }
}
