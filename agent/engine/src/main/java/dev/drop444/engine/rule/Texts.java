package dev.drop444.engine.rule;

import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.BotCatalog;
import dev.drop444.engine.pattern.many.PatternSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All patterns of all rules, put together by the text at which they look, so that each text is read
 * once whatever the number of rules. Immutable.
 */
final class Texts {

  private final Subject[] subjects;
  private final PatternSet[] patterns;
  private final @Nullable BotCatalog bots;

  /** Where user agents stand among the subjects, and where the bots start among their patterns. */
  private final int agents;

  private final int firstBot;

  private Texts(Builder builder) {
    this.subjects = builder.globs.keySet().toArray(new Subject[0]);
    this.patterns = new PatternSet[subjects.length];
    for (int i = 0; i < subjects.length; i++) {
      List<String> globs = builder.globs.getOrDefault(subjects[i], List.of());
      patterns[i] = PatternSet.compile(globs, subjects[i].kind());
    }
    this.bots = builder.bots;
    this.agents = builder.agents;
    this.firstBot = builder.firstBot;
  }

  /** A bit for each pattern of each subject. */
  long[][] bits() {
    long[][] bits = new long[patterns.length][];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = new long[(patterns[i].size() + 63) >>> 6];
    }
    return bits;
  }

  /** How many texts there are at which patterns look. */
  int size() {
    return patterns.length;
  }

  /** How many patterns there are for a text. */
  int patterns(int subject) {
    return patterns[subject].size();
  }

  /** Whether somebody can say what a text is, or that it is absent. */
  boolean isKnown(int subject, Facts facts) {
    return subjects[subject].isKnown(facts);
  }

  /** Reads a subject, once, and notes the patterns that fit, if any do. */
  boolean collect(int subject, Facts facts, long[] found) {
    return subjects[subject].collect(facts, patterns[subject], found);
  }

  /** The bot that the user agent names. */
  @Nullable Bot bot(Facts facts) {
    if (bots == null) {
      return null;
    }
    int pattern = facts.firstFit(agents, firstBot, patterns[agents].size());
    return pattern < 0 ? null : bots.bot(pattern - firstBot);
  }

  /** Collects patterns. Not thread-safe. */
  static final class Builder {
    private final Map<Subject, List<String>> globs = new LinkedHashMap<>();
    private @Nullable BotCatalog bots;
    private int agents;
    private int firstBot;

    /** Adds a condition's patterns. */
    PatternCondition add(Wording wording, Subject subject, List<String> patterns) {
      List<String> all = globs.computeIfAbsent(subject, any -> new ArrayList<>());
      int from = all.size();
      all.addAll(patterns);
      return new PatternCondition(wording, subject, patterns, place(subject), from);
    }

    /** Adds all bots of a catalog behind the patterns for user agents; the last call. */
    void addBots(BotCatalog catalog) {
      Subject agent = Subject.header("user-agent");
      List<String> all = globs.computeIfAbsent(agent, any -> new ArrayList<>());
      bots = catalog;
      agents = place(agent);
      firstBot = all.size();
      all.addAll(catalog.globs());
    }

    private int place(Subject subject) {
      return new ArrayList<>(globs.keySet()).indexOf(subject);
    }

    Texts build() {
      return new Texts(this);
    }
  }
}
