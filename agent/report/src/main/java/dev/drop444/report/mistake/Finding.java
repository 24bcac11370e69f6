package dev.drop444.report.mistake;

import java.util.List;

/** Something that looks like a mistake, and what to do if it is one. Immutable. */
public final class Finding {

  /** What makes it look so. */
  public enum Kind {
    REFERRED("Followed a link"),
    LIGHT("Looks like a person"),
    ONCE("Many clients, once each"),
    CRAWLER("Says it is a crawler");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** In few words. */
    public String title() {
      return title;
    }
  }

  private final Kind kind;
  private final boolean likely;
  private final long weight;
  private final String rule;
  private final String what;
  private final String why;
  private final List<Example> examples;
  private final List<Suggestion> suggestions;

  Finding(
      Kind kind,
      boolean likely,
      long weight,
      String rule,
      String what,
      String why,
      List<Example> examples,
      List<Suggestion> suggestions) {
    this.kind = kind;
    this.likely = likely;
    this.weight = weight;
    this.rule = rule;
    this.what = what;
    this.why = why;
    this.examples = List.copyOf(examples);
    this.suggestions = List.copyOf(suggestions);
  }

  public Kind kind() {
    return kind;
  }

  /** Whether it is worth a look; otherwise the drops were probably right. */
  public boolean isLikely() {
    return likely;
  }

  /** By how much it is about. */
  long weight() {
    return weight;
  }

  /** The name of the rule. */
  public String rule() {
    return rule;
  }

  /**
   * What was seen: a clause that goes on after the name of the rule, with nothing of a client's.
   */
  public String what() {
    return what;
  }

  /** What speaks for a mistake, and against it. */
  public String why() {
    return why;
  }

  public List<Example> examples() {
    return examples;
  }

  public List<Suggestion> suggestions() {
    return suggestions;
  }
}
