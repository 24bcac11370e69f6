package dev.drop444.engine.config;

import dev.drop444.engine.rule.RuleSet;
import java.util.Map;
import java.util.stream.Collectors;

/** A whole, valid configuration. Immutable. */
public final class Configuration {

  private final Map<Key<?>, Object> values;
  private final RuleSet rules;

  Configuration(Map<Key<?>, Object> values, RuleSet rules) {
    this.values = Map.copyOf(values);
    this.rules = rules;
  }

  /**
   * Reads settings from everywhere, and the files that they name. Touches no logging, resolves no
   * name, and does not throw for anything that an operator wrote.
   */
  public static Loaded load(Sources sources) {
    return new Loader(sources).load();
  }

  /** The value of a global key. */
  @SuppressWarnings("unchecked") // the loader takes each value from its key's own type
  public <T> T get(Key<T> key) {
    return (T) values.getOrDefault(key, key.defaultValue());
  }

  /** The rules in the order in which they are tried. */
  public RuleSet rules() {
    return rules;
  }

  /** In a few words, for the log: mode, rules, sizes of the lists. */
  @Override
  public String toString() {
    return "mode="
        + Scalars.word(get(KeyTable.MODE))
        + ", rules: "
        + (rules.rules().isEmpty()
            ? "none"
            : rules.rules().stream().map(Object::toString).collect(Collectors.joining(", ")))
        + ", allow: "
        + get(KeyTable.ALLOW).size()
        + " ranges, deny: "
        + get(KeyTable.DENY).size()
        + " ranges";
  }
}
