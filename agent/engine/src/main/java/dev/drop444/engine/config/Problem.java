package dev.drop444.engine.config;

import org.jspecify.annotations.Nullable;

/** Something in a configuration that cannot be meant. Immutable. */
public final class Problem {

  private static final int MAX_VALUE = 100;
  private static final int MAX_SENTENCE = 1_000;

  private final String key;
  private final @Nullable String value;
  private final String origin;
  private final String expected;
  private final @Nullable String nearest;

  /**
   * A problem.
   *
   * @param key as it was written, or as it should have been
   * @param value the part of the value that is wrong, or null if there is none to blame
   * @param expected a phrase that says what would be right
   * @param nearest the key or value that was most likely meant, or null
   */
  Problem(
      String key,
      @Nullable String value,
      String origin,
      String expected,
      @Nullable String nearest) {
    this.key = key;
    this.value = value;
    this.origin = origin;
    this.expected = expected;
    this.nearest = nearest;
  }

  /** One line: key, value, where it stands, what was expected, and what was most likely meant. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Quoted.bare(key, MAX_VALUE));
    if (value != null) {
      text.append(" = ").append(Quoted.of(value, MAX_VALUE));
    }
    text.append(" (").append(Quoted.bare(origin, 200)).append("): ");
    // It may quote what the JDK says of a file's name.
    text.append(Quoted.bare(expected, MAX_SENTENCE));
    if (nearest != null) {
      text.append("; did you mean ").append(Quoted.bare(nearest, 200)).append('?');
    }
    return text.toString();
  }
}
