package dev.drop444.engine;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.Decision.Word;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often something was decided at one server while one mode was in force, by gate, word and
 * rule. Thread-safe; names come from the configuration, so it is bounded.
 */
final class Decisions {

  private final Map<Gate, Map<Word, Map<String, LongAdder>>> counts = new EnumMap<>(Gate.class);

  Decisions() {
    for (Gate gate : Gate.values()) {
      Map<Word, Map<String, LongAdder>> words = new EnumMap<>(Word.class);
      for (Word word : Word.values()) {
        words.put(word, new ConcurrentHashMap<>());
      }
      counts.put(gate, words);
    }
  }

  /** Counts one. Allocates nothing, but for the first of its kind. */
  void count(Gate gate, Word word, String rule) {
    add(gate, word, rule, 1);
  }

  /** Counts many. */
  void add(Gate gate, Word word, String rule, long many) {
    of(gate, word).computeIfAbsent(rule, any -> new LongAdder()).add(many);
  }

  /** Is shown how often something was decided. */
  interface Visitor {
    void decided(Gate gate, Word word, String rule, LongAdder count);
  }

  /** Shows everything that was counted. */
  void forEach(Visitor visitor) {
    for (Gate gate : Gate.values()) {
      for (Word word : Word.values()) {
        of(gate, word).forEach((rule, count) -> visitor.decided(gate, word, rule, count));
      }
    }
  }

  private Map<String, LongAdder> of(Gate gate, Word word) {
    return Objects.requireNonNull(Objects.requireNonNull(counts.get(gate)).get(word));
  }
}
