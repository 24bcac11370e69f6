package dev.drop444.engine.rule;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.overload.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds rules that can do nothing, or punish the innocent. What it says is certain; it does not
 * find everything, for that would take comparing any two patterns.
 */
public final class RuleAnalysis {

  private RuleAnalysis() {}

  /** A sentence about each rule that cannot be meant, in the order in which they are tried. */
  public static List<String> warnings(RuleSet set) {
    List<String> warnings = new ArrayList<>();
    List<Rule> rules = set.rules();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      int before = warnings.size();
      addImpossible(rule, warnings);
      addUnknownStrikes(rule, rules, warnings);
      addUnjust(rule, warnings);
      for (int j = 0; j < i && warnings.size() == before; j++) {
        if (decidesBefore(rules.get(j), rule)) {
          warnings.add(
              "the rule "
                  + rule.name()
                  + " never decides: the rule "
                  + rules.get(j).name()
                  + " ("
                  + rules.get(j).action().name().toLowerCase(Locale.ROOT)
                  + ") is tried before it and holds whenever it does");
        }
      }
    }
    return warnings;
  }

  private static void addImpossible(Rule rule, List<String> warnings) {
    boolean ofRefusalsOnly = false;
    Condition onHead = null;
    for (Condition condition : rule.conditions()) {
      if (condition instanceof MalformedCondition) {
        ofRefusalsOnly |= ((MalformedCondition) condition).isOfRefusalsOnly();
      } else if (condition.needsHead()) {
        onHead = condition;
      }
      if (condition.isEmpty() && !condition.wording().negated()) {
        warnings.add(never(rule) + condition.wording() + " names nothing");
        return;
      }
      if (condition instanceof OverloadCondition) {
        OverloadCondition overload = (OverloadCondition) condition;
        boolean never = overload.isImpossible() && !condition.wording().negated();
        for (Threshold threshold : overload.outOfReach()) {
          warnings.add(
              (never ? never(rule) : "the rule " + rule.name() + ": ")
                  + "nothing can be as high as overload="
                  + threshold
                  + " says");
          if (never) {
            return;
          }
        }
      }
      for (Condition other : rule.conditions()) {
        boolean opposite = !condition.wording().negated() && other.wording().negated();
        boolean exempt =
            other instanceof ExemptPathCondition && ((ExemptPathCondition) other).covers(condition);
        if (exempt || (opposite && sameFacet(condition, other) && other.includes(condition))) {
          warnings.add(
              never(rule)
                  + condition.wording()
                  + " and "
                  + other.wording()
                  + " exclude each other");
          return;
        }
      }
    }
    if (ofRefusalsOnly && onHead != null) {
      warnings.add(
          never(rule)
              + "its kinds of malformed are those that the server refuses, and of such a request "
              + onHead.wording()
              + " cannot be known");
    }
  }

  private static void addUnknownStrikes(Rule rule, List<Rule> rules, List<String> warnings) {
    for (String name : rule.strikeRules()) {
      if (rules.stream().noneMatch(each -> each.name().equals(name))) {
        warnings.add(
            "the rule "
                + rule.name()
                + " counts hits of the rule "
                + name
                + ", which there is not");
      }
    }
  }

  /** Overload says nothing about the client who happens to come. */
  private static void addUnjust(Rule rule, List<String> warnings) {
    boolean overload = false;
    for (Condition condition : rule.conditions()) {
      if (condition instanceof OverloadCondition) {
        overload = true;
      } else if (!condition.wording().negated()) {
        return;
      }
    }
    if (overload && rule.action() == Action.BAN && rule.limit() == null) {
      warnings.add(
          "the rule "
              + rule.name()
              + " bans whoever comes while the server is overloaded, and not who overloads it; drop is"
              + " enough");
    }
  }

  private static String never(Rule rule) {
    return "the rule " + rule.name() + " never holds: ";
  }

  /** Whether one rule decides about everything for which another one holds. */
  private static boolean decidesBefore(Rule earlier, Rule later) {
    boolean onHeads = later.headNanos() > 0;
    if (earlier.action() == Action.MONITOR
        || (onHeads && !decidesBeforeHeads(earlier))
        || !earlier.strikeTerms().actAtOnce()
        || earlier.gate() == Gate.OUTCOME
        || later.gate() == Gate.OUTCOME
        || (earlier.gate() == Gate.SLOW && later.gate() != Gate.SLOW)
        || (earlier.gate() == Gate.RESPONSE && later.gate() != Gate.RESPONSE)
        || (later.canActAtAccept() && !earlier.canActAtAccept())) {
      return false;
    }
    for (Condition wide : earlier.conditions()) {
      boolean implied = false;
      for (Condition narrow : later.conditions()) {
        implied |= implies(narrow, wide);
      }
      if (!implied) {
        return false;
      }
    }
    return true;
  }

  /** Whether a rule is tried where a head has not arrived, or before that. */
  private static boolean decidesBeforeHeads(Rule rule) {
    return rule.headNanos() > 0 || rule.canActAtAccept();
  }

  private static boolean implies(Condition narrow, Condition wide) {
    boolean negated = wide.wording().negated();
    if (!sameFacet(narrow, wide) || narrow.wording().negated() != negated) {
      return false;
    }
    return negated ? narrow.includes(wide) : wide.includes(narrow);
  }

  private static boolean sameFacet(Condition one, Condition other) {
    return one.wording().facet().equals(other.wording().facet())
        && one.getClass() == other.getClass();
  }
}
