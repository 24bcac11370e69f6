package dev.drop444.engine.rule;

import java.util.List;

/** A condition as it was written, for people to read. Immutable. */
public final class Wording {

  private final String facet;
  private final boolean negated;
  private final List<String> values;

  /**
   * A condition's words.
   *
   * @param facet without {@code not-}, with its parameter: {@code header.x-scanner}
   * @param values its list
   */
  public Wording(String facet, boolean negated, List<String> values) {
    this.facet = facet;
    this.negated = negated;
    this.values = List.copyOf(values);
  }

  public String facet() {
    return facet;
  }

  public boolean negated() {
    return negated;
  }

  public List<String> values() {
    return values;
  }

  /** As in a configuration, with as much of a long list as fits on a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(negated ? "not-" : "").append(facet).append('=');
    int shown = 0;
    for (String value : values) {
      if (shown > 0 && text.length() + value.length() > 90) {
        return text.append(",... (").append(values.size()).append(" in all)").toString();
      }
      text.append(shown++ == 0 ? "" : ",").append(value);
    }
    return text.toString();
  }
}
