package dev.drop444.attach;

import java.util.List;

/** What drop444 in a JVM answers to an order. Immutable. */
public final class Reply {

  /** How it ended. */
  public enum Outcome {
    /** It is done. */
    DONE,
    /** The configuration is wrong; all is as it was. */
    WRONG,
    /** Something failed in there. */
    FAILED
  }

  private final Outcome outcome;
  private final List<String> lines;

  private Reply(Outcome outcome, List<String> lines) {
    this.outcome = outcome;
    this.lines = lines;
  }

  /**
   * Reads one.
   *
   * @param said a first line {@code good}, {@code wrong} or {@code failed}, then what is to be said
   */
  static Reply of(List<String> said) {
    String word = said.isEmpty() ? "" : said.get(0);
    Outcome outcome =
        word.equals("good") ? Outcome.DONE : word.equals("wrong") ? Outcome.WRONG : Outcome.FAILED;
    return new Reply(outcome, List.copyOf(said.subList(Math.min(1, said.size()), said.size())));
  }

  public Outcome outcome() {
    return outcome;
  }

  /** What is to be said. */
  public List<String> lines() {
    return lines;
  }
}
