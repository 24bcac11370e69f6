package dev.drop444.engine.config;

import dev.drop444.engine.preset.Preset;
import dev.drop444.engine.rule.Exemptions;
import dev.drop444.engine.rule.RuleBuilder;
import dev.drop444.engine.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a configuration of sources. For one use. */
final class Loader {

  private final Sources sources;
  private final Problems problems = new Problems();
  private final ReadFiles read = new ReadFiles();
  private final Layers layers = new Layers(problems, read);
  private final Map<Key<?>, Object> values = new HashMap<>();

  Loader(Sources sources) {
    this.sources = sources;
  }

  Loaded load() {
    ListFiles files = ListFiles.in(sources.workingDirectory(), read);
    layers.addAgentArguments(sources.agentArguments(), files);
    layers.addSystemProperties(sources.systemProperties(), files);
    layers.addEnvironment(sources.environment(), files);
    layers.addFile(sources.workingDirectory());
    for (Preset preset : Preset.layers(read(KeyTable.PRESET))) {
      layers.addPreset(preset);
    }
    for (Key<?> key : KeyTable.KEYS) {
      if (key != KeyTable.PRESET) {
        read(key);
      }
    }
    checkPreset();
    List<RuleBuilder> rules = rules();
    Configuration configuration = null;
    if (problems.isEmpty()) {
      Exemptions exemptions =
          new Exemptions(value(KeyTable.EXEMPT_PATHS), value(KeyTable.SPARE_LOOPBACK));
      RuleSet compiled =
          RuleSet.of(
              rules,
              value(KeyTable.CLOSE),
              value(KeyTable.H2),
              exemptions,
              AnomalyKeys.limits(this::value));
      configuration = new Configuration(sources, values, compiled, read, problems.warnings());
    }
    return new Loaded(configuration, problems, value(KeyTable.ON_CONFIG_ERROR));
  }

  /** A key's value; its default if it is not set or wrong. */
  private <T> T read(Key<T> key) {
    Setting setting = layers.get(key.name());
    T value = setting == null ? null : key.type().parse(setting, problems);
    if (value == null) {
      return key.defaultValue();
    }
    values.put(key, value);
    return value;
  }

  @SuppressWarnings("unchecked") // read put it there
  private <T> T value(Key<T> key) {
    return (T) values.getOrDefault(key, key.defaultValue());
  }

  private void checkPreset() {
    Setting setting = layers.get(KeyTable.PRESET.name());
    List<String> presets = value(KeyTable.PRESET);
    if (setting != null && presets.size() > 1 && presets.contains(Preset.NONE)) {
      problems.value(setting, setting.value(), "expected none alone, or other presets", null);
    }
  }

  private List<RuleBuilder> rules() {
    Map<String, Map<Facet<?>, List<Setting>>> written = new TreeMap<>();
    Map<Setting, KeyName> names = new HashMap<>();
    for (Setting setting : layers.all()) {
      KeyName name = KeyName.ofFacet(setting.key());
      if (name != null) {
        names.put(setting, name);
        written
            .computeIfAbsent(name.rule, any -> new LinkedHashMap<>())
            .computeIfAbsent(name.facet, any -> new ArrayList<>())
            .add(setting);
      }
    }
    List<RuleBuilder> rules = new ArrayList<>();
    List<String> complete = new ArrayList<>();
    List<Setting> incomplete = new ArrayList<>();
    written.forEach(
        (name, facets) -> {
          int before = problems.size();
          RuleBuilder rule = new RuleBuilder(name);
          for (Facet<?> facet : KeyTable.FACETS) {
            for (Setting setting : facets.getOrDefault(facet, List.of())) {
              KeyName part = names.get(setting);
              if (part != null && !setting.value().isEmpty()) {
                facet.apply(rule, part.parameter, part.negated, setting, problems);
              }
            }
          }
          String contradiction = rule.contradiction();
          if (contradiction != null && rule.isEnabled()) {
            Setting first = facets.values().iterator().next().get(0);
            problems.add(
                new Problem(
                    Problems.PREFIX + first.key(),
                    first.value(),
                    first.origin(),
                    "the rule " + name + " " + contradiction,
                    null));
          }
          if (rule.isEnabled()) {
            SlowFacets.check(facets, problems);
          }
          if (rule.hasConditions()) {
            complete.add(name);
          } else if (rule.isEnabled() && problems.size() == before) {
            incomplete.add(facets.values().iterator().next().get(0));
          }
          if (rule.isEnabled()) {
            rules.add(rule);
          }
        });
    for (Setting setting : incomplete) {
      problems.add(withoutCondition(setting, names.get(setting), complete));
    }
    return rules;
  }

  /** Most likely the name of a rule is misspelt, or the preset that has it is not on. */
  private static Problem withoutCondition(
      Setting setting, @Nullable KeyName name, List<String> complete) {
    String rule = name == null ? "" : name.rule;
    String nearest = Spelling.nearest(rule, complete);
    return new Problem(
        Problems.PREFIX + setting.key(),
        setting.value(),
        setting.origin(),
        "the rule "
            + rule
            + " has no condition and would hit every request; expected at least one, such as path",
        nearest == null ? null : "the rule " + nearest);
  }
}
