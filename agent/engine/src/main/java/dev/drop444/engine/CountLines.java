package dev.drop444.engine;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.journal.Refusals;
import java.util.function.Consumer;

/**
 * What was counted, as lines of text: for whoever takes the place of this engine in the same
 * process, which may be another version and so shares no class with it.
 *
 * <pre>
 * count requests 1200
 * decision REQUEST DROP scanners 7
 * refusals ACCEPT enforce true deny 31
 * </pre>
 *
 * <p>A line of which the meaning is not known is left out. Faults are not carried over: they are
 * those of one version.
 */
final class CountLines {

  private static final String COUNT = "count";
  private static final String DECISION = "decision";
  private static final String REFUSALS = "refusals";

  private final Counters counters;
  private final Journal journal;

  CountLines(Counters counters, Journal journal) {
    this.counters = counters;
    this.journal = journal;
  }

  void write(Consumer<String> lines) {
    counters.plain().forEach((name, count) -> lines.accept(line(count.sum(), COUNT, name)));
    for (Gate gate : Gate.values()) {
      for (Word word : Word.values()) {
        counters
            .sums(gate, word)
            .forEach(
                (rule, count) ->
                    lines.accept(line(count, DECISION, gate.name(), word.name(), rule)));
      }
    }
    for (Refusals each : journal.refusals()) {
      if (each.count() > 0) {
        lines.accept(
            line(
                each.count(),
                REFUSALS,
                each.kind().name(),
                each.mode(),
                Boolean.toString(each.enforced()),
                each.rule()));
      }
    }
  }

  private static String line(long count, String... words) {
    return String.join(" ", words) + " " + count;
  }

  /**
   * Adds what a line says to what is counted here.
   *
   * @return false if it says nothing that this version knows
   */
  boolean read(String line) {
    String[] words = line.split(" ", -1);
    try {
      long count = Long.parseLong(words[words.length - 1]);
      if (count < 0) {
        return false;
      }
      if (words[0].equals(COUNT) && words.length == 3) {
        return counters.carry(words[1], count);
      }
      if (words[0].equals(DECISION) && words.length == 5) {
        counters.carry(Gate.valueOf(words[1]), Word.valueOf(words[2]), words[3], count);
        return true;
      }
      if (words[0].equals(REFUSALS) && words.length == 6) {
        journal
            .refusals(
                Refusals.Kind.valueOf(words[1]), words[2], Boolean.parseBoolean(words[3]), words[4])
            .carry(count);
        return true;
      }
      return false;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }
}
