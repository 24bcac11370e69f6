package dev.drop444.engine.config;

import dev.drop444.engine.address.list.WatchedList;
import dev.drop444.engine.rule.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A whole, valid configuration. Immutable. */
public final class Configuration {

  private final Map<Key<?>, Object> values;
  private final RuleSet rules;
  private final Sources sources;
  private final FileStates files;
  private final List<WatchedList> lists;
  private final List<Problem> warnings;

  Configuration(
      Sources sources,
      Map<Key<?>, Object> values,
      RuleSet rules,
      ReadFiles read,
      List<Problem> warnings) {
    this.sources = sources;
    this.values = Map.copyOf(values);
    this.rules = rules;
    this.files = read.states();
    this.lists = List.copyOf(read.lists());
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads settings from everywhere, and the files that they name. Touches no logging, resolves no
   * name, and does not throw for anything that an operator wrote.
   */
  public static Loaded load(Sources sources) {
    return new Loader(sources).load();
  }

  /** Reads everything again from the same sources: arguments as they were, files as they are. */
  public Loaded reload() {
    return load(sources);
  }

  /** The files after whose change {@link #reload} finds something else, as it found them. */
  public FileStates files() {
    return files;
  }

  /** The address lists in files, which follow their files if somebody refreshes them. */
  public List<WatchedList> lists() {
    return lists;
  }

  /** What stopped nothing, but is hardly meant. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** A file that a key names: relative names start at the working directory. */
  public Path path(String name) {
    return sources.workingDirectory().resolve(name);
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
        + get(KeyTable.ALLOW)
        + ", deny: "
        + get(KeyTable.DENY);
  }
}
