package dev.drop444.engine;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.Decision.Word;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the gates count. Thread-safe; names come from the configuration, so it is bounded. */
final class Counters {

  final LongAdder connections = new LongAdder();
  final LongAdder requests = new LongAdder();

  /** What came to the malformed gate. */
  final LongAdder malformed = new LongAdder();

  /** What was malformed and not dropped because a proxy sent it. */
  final LongAdder spared = new LongAdder();

  /** Bare answers that told a proxy to drop. */
  final LongAdder signals = new LongAdder();

  /** What was decided, by gate, word and rule. */
  private final Map<Gate, Map<Word, Map<String, LongAdder>>> decisions = new EnumMap<>(Gate.class);

  Counters() {
    for (Gate gate : Gate.values()) {
      Map<Word, Map<String, LongAdder>> words = new EnumMap<>(Word.class);
      for (Word word : Word.values()) {
        words.put(word, new ConcurrentHashMap<>());
      }
      decisions.put(gate, words);
    }
  }

  void decision(Gate gate, Word word, String rule) {
    of(gate, word).computeIfAbsent(rule, any -> new LongAdder()).increment();
  }

  /** What is counted under a name alone. */
  Map<String, LongAdder> plain() {
    return Map.of(
        "connections", connections,
        "requests", requests,
        "malformed", malformed,
        "spared", spared,
        "signals", signals);
  }

  /** Adds what somebody else counted under a name alone; false if there is no such name. */
  boolean carry(String name, long count) {
    LongAdder counter = plain().get(name);
    if (counter == null) {
      return false;
    }
    counter.add(count);
    return true;
  }

  /** Adds what somebody else decided. */
  void carry(Gate gate, Word word, String rule, long count) {
    of(gate, word).computeIfAbsent(rule, any -> new LongAdder()).add(count);
  }

  /** The sums of what was decided with these words at a gate, by rule. */
  Map<String, Long> sums(Gate gate, Word... words) {
    Map<String, Long> sums = new TreeMap<>();
    for (Word word : words) {
      of(gate, word).forEach((rule, count) -> sums.merge(rule, count.sum(), Long::sum));
    }
    return sums;
  }

  private Map<String, LongAdder> of(Gate gate, Word word) {
    return Objects.requireNonNull(Objects.requireNonNull(decisions.get(gate)).get(word));
  }
}
