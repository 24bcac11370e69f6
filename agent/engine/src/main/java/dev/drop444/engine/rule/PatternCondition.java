package dev.drop444.engine.rule;

import dev.drop444.engine.pattern.many.PatternSet;
import java.util.List;

/** A text of the request fits one of these patterns, which are matched with everybody else's. */
final class PatternCondition extends Condition {

  private final Subject subject;
  private final List<String> globs;
  private final int place;
  private final int from;
  private final int to;

  /**
   * A condition.
   *
   * @param place of the subject among all
   * @param from the first of its patterns among the subject's
   */
  PatternCondition(Wording wording, Subject subject, List<String> globs, int place, int from) {
    super(wording, subject.cost());
    this.subject = subject;
    this.globs = globs;
    this.place = place;
    this.from = from;
    this.to = from + globs.size();
  }

  /** The place of the text at which it looks among all texts. */
  int text() {
    return place;
  }

  /** The first of its patterns among the text's. */
  int from() {
    return from;
  }

  /** The one after its last pattern. */
  int to() {
    return to;
  }

  @Override
  Truth test(Facts facts) {
    return subject.isKnown(facts) ? Truth.of(facts.fits(place, from, to)) : Truth.UNKNOWN;
  }

  @Override
  boolean needsResponse() {
    return subject.ofResponse();
  }

  @Override
  boolean isEmpty() {
    return globs.isEmpty();
  }

  @Override
  boolean includes(Condition other) {
    PatternSet mine = PatternSet.compile(globs, subject.kind());
    for (String glob : ((PatternCondition) other).globs) {
      boolean plain = glob.indexOf('*') < 0 && glob.indexOf('?') < 0 && glob.indexOf('\\') < 0;
      boolean fits = plain && startsLikeAText(glob) && mine.any(glob, 0, glob.length());
      if (!fits && !globs.contains(glob) && !globs.contains("*")) {
        return false;
      }
    }
    return true;
  }

  /** A path pattern without a slash at its start stands for many paths. */
  private boolean startsLikeAText(String glob) {
    return subject.kind() != dev.drop444.engine.pattern.many.TextKind.PATH || glob.startsWith("/");
  }
}
