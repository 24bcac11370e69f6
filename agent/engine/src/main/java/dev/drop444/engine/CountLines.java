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
 * since 1764167400123
 * count tomcat requests 1200
 * decision tomcat enforce REQUEST DROP scanners 7
 * refusals tomcat ACCEPT enforce true deny 31
 * </pre>
 *
 * <p>A line of which the meaning is not known is left out. Faults are not carried over: they are
 * those of one version.
 */
final class CountLines {

  private static final String SINCE = "since";
  private static final String COUNT = "count";
  private static final String DECISION = "decision";
  private static final String REFUSALS = "refusals";

  private final Ledger ledger;
  private final Journal journal;

  CountLines(Ledger ledger, Journal journal) {
    this.ledger = ledger;
    this.journal = journal;
  }

  void write(Consumer<String> lines) {
    lines.accept(line(ledger.since(), SINCE));
    for (Counters each : ledger.counters()) {
      each.plain()
          .forEach((name, count) -> lines.accept(line(count.sum(), COUNT, each.server, name)));
      each.decisions()
          .forEach(
              (mode, decisions) ->
                  decisions.forEach(
                      (gate, word, rule, count) ->
                          lines.accept(
                              line(
                                  count.sum(),
                                  DECISION,
                                  each.server,
                                  mode,
                                  gate.name(),
                                  word.name(),
                                  rule))));
    }
    for (Refusals each : journal.refusals()) {
      if (each.count() > 0) {
        lines.accept(
            line(
                each.count(),
                REFUSALS,
                each.server(),
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
      switch (words.length + words[0]) {
        case "2" + SINCE:
          ledger.since(count);
          return true;
        case "4" + COUNT:
          return ledger.counters(words[1]).carry(words[2], count);
        case "7" + DECISION:
          Gate gate = Gate.valueOf(words[3]);
          Word word = Word.valueOf(words[4]);
          ledger.counters(words[1]).in(words[2]).add(gate, word, words[5], count);
          return true;
        case "7" + REFUSALS:
          Refusals.Kind kind = Refusals.Kind.valueOf(words[2]);
          boolean enforced = Boolean.parseBoolean(words[4]);
          journal.refusals(words[1], kind, words[3], enforced, words[5]).carry(count);
          return true;
        default:
          return false;
      }
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }
}
