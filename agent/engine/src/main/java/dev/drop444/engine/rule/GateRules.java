package dev.drop444.engine.rule;

import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.rate.Limit;
import dev.drop444.engine.rule.RuleSet.Observer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one gate in the order in which they are tried.
 *
 * <p>A rule that names patterns for a text can hold only if the text fits one of them, and all
 * patterns are matched in one pass. So where many rules name patterns for the same text, only those
 * are tried of which a pattern has matched: for most requests none, whatever the number of rules.
 * Immutable; allocates nothing and takes no lock.
 */
final class GateRules {

  /** With fewer rules on one text it is cheaper to ask each of them. */
  private static final int WORTH_AN_INDEX = 8;

  private static final int NONE = -1;

  private final Rule[] rules;

  /** For each rule the text without whose patterns it cannot hold, or {@link #NONE}. */
  private final int[] texts;

  /** For each text the rules that need its patterns; null where there are few. */
  private final @Nullable Needing[] needing;

  private final boolean indexed;

  /** The rules that cannot hold without a pattern for one text. */
  private static final class Needing {
    /** Bits, by the rules' places. */
    final long[] rules;

    /** For each pattern of the text the place of its rule, or {@link #NONE}. */
    final int[] ruleOf;

    Needing(long[] rules, int[] ruleOf) {
      this.rules = rules;
      this.ruleOf = ruleOf;
    }
  }

  /** Rules in their order. */
  GateRules(List<Rule> sorted, Texts texts) {
    this.rules = sorted.toArray(new Rule[0]);
    this.texts = new int[rules.length];
    this.needing = new Needing[texts.size()];
    int[] count = new int[texts.size()];
    for (int i = 0; i < rules.length; i++) {
      PatternCondition needed = needed(rules[i]);
      this.texts[i] = needed == null ? NONE : needed.text();
      if (needed != null) {
        count[needed.text()]++;
      }
    }
    boolean indexed = false;
    for (int text = 0; text < count.length; text++) {
      if (count[text] >= WORTH_AN_INDEX) {
        needing[text] = needing(text, texts.patterns(text));
        indexed = true;
      }
    }
    this.indexed = indexed;
    for (int i = 0; i < rules.length; i++) {
      if (this.texts[i] != NONE && needing[this.texts[i]] == null) {
        this.texts[i] = NONE;
      }
    }
  }

  /** A condition without whose patterns a rule cannot hold, or null. */
  private static @Nullable PatternCondition needed(Rule rule) {
    for (Condition condition : rule.conditions()) {
      if (condition instanceof PatternCondition && !condition.wording().negated()) {
        return (PatternCondition) condition;
      }
    }
    return null;
  }

  private Needing needing(int text, int patterns) {
    long[] bits = new long[words(rules.length)];
    int[] ruleOf = new int[patterns];
    Arrays.fill(ruleOf, NONE);
    for (int i = 0; i < rules.length; i++) {
      PatternCondition needed = needed(rules[i]);
      if (needed != null && needed.text() == text) {
        bits[i >>> 6] |= 1L << i;
        for (int pattern = needed.from(); pattern < needed.to(); pattern++) {
          ruleOf[pattern] = i;
        }
      }
    }
    return new Needing(bits, ruleOf);
  }

  /** How many words it takes to have a bit for each of some rules. */
  static int words(int rules) {
    return (rules + 63) >>> 6;
  }

  Rule[] rules() {
    return rules;
  }

  boolean isEmpty() {
    return rules.length == 0;
  }

  /** The first rule that holds and decides, or null. Counts what passes. */
  <T> @Nullable Rule first(Facts facts, T what, Observer<T> observer) {
    Rule decider = decider(facts, what, observer);
    return decider == null || decider.action() == Action.ALLOW
        ? admit(decider, facts, what, observer)
        : decider;
  }

  /** The first rule that holds and decides as far as it goes without counting, or null. */
  <T> @Nullable Rule decider(Facts facts, T what, Observer<T> observer) {
    return indexed ? firstOfOpen(facts, what, observer) : firstOfAll(facts, what, observer);
  }

  private <T> @Nullable Rule firstOfAll(Facts facts, T what, Observer<T> observer) {
    for (Rule rule : rules) {
      if (rule.holds(facts) && decides(rule, what, observer)) {
        return rule;
      }
    }
    return null;
  }

  /** A text is read when the first rule that needs it is next. */
  private <T> @Nullable Rule firstOfOpen(Facts facts, T what, Observer<T> observer) {
    long[] open = facts.open();
    for (int word = 0; word < words(rules.length); word++) {
      int left = rules.length - (word << 6);
      open[word] = left < Long.SIZE ? (1L << left) - 1 : -1;
    }
    for (int word = 0; word < words(rules.length); word++) {
      while (open[word] != 0) {
        int place = (word << 6) + Long.numberOfTrailingZeros(open[word]);
        int text = texts[place];
        if (text != NONE && facts.narrow(text)) {
          close(needing[text], facts.fitting(text), open, facts.fit());
          continue;
        }
        open[word] &= open[word] - 1;
        if (rules[place].holds(facts) && decides(rules[place], what, observer)) {
          return rules[place];
        }
      }
    }
    return null;
  }

  /**
   * Takes those out of the open rules of which no pattern fits.
   *
   * @param fitting the patterns that do, null if none
   * @param fit working memory
   */
  private static void close(
      @Nullable Needing needing, long @Nullable [] fitting, long[] open, long[] fit) {
    if (needing == null) {
      return;
    }
    int words = needing.rules.length;
    if (fitting == null) {
      for (int word = 0; word < words; word++) {
        open[word] &= ~needing.rules[word];
      }
      return;
    }
    Arrays.fill(fit, 0, words, 0);
    for (int word = 0; word < fitting.length; word++) {
      for (long rest = fitting[word]; rest != 0; rest &= rest - 1) {
        int pattern = (word << 6) + Long.numberOfTrailingZeros(rest);
        int rule = pattern < needing.ruleOf.length ? needing.ruleOf[pattern] : NONE;
        if (rule != NONE) {
          fit[rule >>> 6] |= 1L << rule;
        }
      }
    }
    for (int word = 0; word < words; word++) {
      open[word] &= ~needing.rules[word] | fit[word];
    }
  }

  /** Whether a rule that holds decides. */
  private static <T> boolean decides(Rule rule, T what, Observer<T> observer) {
    if (!rule.strikeTerms().actAtOnce() && !observer.actsNow(rule, what)) {
      return false;
    }
    if (rule.action() == Action.MONITOR) {
      observer.monitored(rule, what);
      return false;
    }
    return true;
  }

  /**
   * Counts what passes. If others have reached a limit since it was looked up, its rule holds after
   * all: it was tried before whatever lets this pass.
   */
  private <T> @Nullable Rule admit(
      @Nullable Rule allows, Facts facts, T what, Observer<T> observer) {
    for (Limit reached = facts.permits().take();
        reached != null;
        reached = facts.permits().take()) {
      for (Rule rule : rules) {
        if (rule.limit() == reached && decides(rule, what, observer)) {
          return rule;
        }
      }
      facts.permits().leaveOut(reached);
    }
    RequestWatch watch = facts.permits().watch();
    if (watch != null) {
      observer.counted(what, watch);
    }
    return allows;
  }
}
