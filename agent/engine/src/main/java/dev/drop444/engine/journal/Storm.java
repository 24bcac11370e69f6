package dev.drop444.engine.journal;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a flood of drops from flooding the log: the first ones of each client and rule are written
 * in full, the rest is counted and summed up each second. Bounded by the number of rules.
 * Thread-safe.
 */
final class Storm {

  private final Journal journal;
  private final TimeSource time;
  private final FullLines fullLines;
  private final Map<Gate, Map<Word, Map<String, Summary>>> summaries = new EnumMap<>(Gate.class);

  Storm(Journal journal, TimeSource time) {
    this.journal = journal;
    this.time = time;
    this.fullLines = new FullLines(time.nanoTime());
    for (Gate gate : Gate.values()) {
      Map<Word, Map<String, Summary>> words = new EnumMap<>(Word.class);
      for (Word word : Word.values()) {
        words.put(word, new ConcurrentHashMap<>());
      }
      summaries.put(gate, words);
    }
  }

  /** Whether a decision is to be written in full; counts it if not. Takes no lock. */
  boolean admits(
      LogTerms terms,
      String mode,
      Gate gate,
      Word word,
      String rule,
      @Nullable InetAddress client) {
    Summary summary = summary(gate, word, rule);
    long now = time.nanoTime();
    // A ban is the last that is heard of a client: not one of many drops.
    boolean ban = word == Word.BAN || word == Word.WOULD_BAN;
    if ((ban || fullLines.admit(rule, client, now, terms.first))
        && summary.mayWriteInFull(now, terms.rate)) {
      return true;
    }
    summary.add(mode, client);
    return false;
  }

  /** Counts a decision for which there was no room. */
  void count(Decision decision) {
    summary(decision.gate(), decision.word(), decision.rule())
        .add(decision.mode(), decision.client());
  }

  private Summary summary(Gate gate, Word word, String rule) {
    Map<String, Summary> rules =
        Objects.requireNonNull(Objects.requireNonNull(summaries.get(gate)).get(word));
    Summary found = rules.get(rule);
    return found != null
        ? found
        : rules.computeIfAbsent(rule, any -> new Summary(journal, time, gate, word, rule));
  }

  /** All summaries there are. */
  List<Summary> summaries() {
    List<Summary> all = new ArrayList<>();
    summaries
        .values()
        .forEach(words -> words.values().forEach(rules -> all.addAll(rules.values())));
    return all;
  }
}
