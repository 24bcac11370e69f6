package dev.drop444.engine.pattern;

import java.util.List;

/**
 * A set of globs of one kind: does any of them match? However many there are, a text is read once.
 * Immutable to its users; thread-safe.
 */
public final class Patterns {

  private final Automaton automaton;
  private final int size;

  private Patterns(Automaton automaton, int size) {
    this.automaton = automaton;
    this.size = size;
  }

  /**
   * Compiles globs.
   *
   * @param kind of all of them
   * @throws IllegalArgumentException if a glob is of another kind
   */
  public static Patterns of(Glob.Kind kind, List<Glob> globs) {
    return new Patterns(new Automaton(kind, globs), globs.size());
  }

  /** Compiles globs from their text. */
  public static Patterns of(Glob.Kind kind, String... globs) {
    return of(
        kind,
        java.util.Arrays.stream(globs)
            .map(glob -> Glob.parse(glob, kind))
            .collect(java.util.stream.Collectors.toList()));
  }

  /** How many globs there are. */
  public int size() {
    return size;
  }

  /** Whether any glob matches the whole text. */
  public boolean match(CharSequence text) {
    return match(text, 0, text.length());
  }

  /**
   * Whether any glob matches a part of a text. Takes time linear in its length, and no lock;
   * allocates nothing once texts of the same shape have been seen.
   *
   * @param text one byte a char; a char above 255 is matched by wild cards only
   * @param start of the part
   * @param end after its last character
   */
  public boolean match(CharSequence text, int start, int end) {
    return automaton.accepts(text, start, end);
  }
}
