package dev.drop444.engine.config;

import dev.drop444.engine.rule.Rule;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A facet of a rule, as {@link KeyTable} declares it. Immutable.
 *
 * @param <T> of its value
 */
final class Facet<T> {

  /** What a condition's value does to a rule. */
  interface Effect<T> {
    /**
     * Adds the condition.
     *
     * @param parameter the last part of the facet's name, empty if there is none
     */
    void apply(Rule.Builder rule, String parameter, T value, boolean negated);
  }

  /** What stands before the name of a condition's opposite. */
  static final String NOT = "not-";

  private final String name;
  private final @Nullable String parameter;
  private final boolean condition;
  private final ValueType<T> type;
  private final String defaultText;
  private final String sentence;
  private final Effect<T> effect;

  private Facet(
      String name,
      @Nullable String parameter,
      boolean condition,
      ValueType<T> type,
      String defaultText,
      String sentence,
      Effect<T> effect) {
    this.name = name;
    this.parameter = parameter;
    this.condition = condition;
    this.type = type;
    this.defaultText = defaultText;
    this.sentence = sentence;
    this.effect = effect;
  }

  /** Something that must hold, with a {@code not-} form. */
  static <T> Facet<T> condition(String name, ValueType<T> type, String sentence, Effect<T> effect) {
    return new Facet<>(name, null, true, type, "", sentence, effect);
  }

  /** A condition whose name ends with a name of the operator's choice, after a dot. */
  static <T> Facet<T> conditionOn(
      String name, String parameter, ValueType<T> type, String sentence, Effect<T> effect) {
    return new Facet<>(name, parameter, true, type, "", sentence, effect);
  }

  /** What happens when a rule holds, or how it is tried. */
  static <T> Facet<T> setting(
      String name,
      ValueType<T> type,
      String defaultText,
      String sentence,
      BiConsumer<Rule.Builder, T> effect) {
    return new Facet<>(
        name,
        null,
        false,
        type,
        defaultText,
        sentence,
        (rule, parameter, value, negated) -> effect.accept(rule, value));
  }

  /** Without {@code not-} and without a parameter. */
  String name() {
    return name;
  }

  /** What its parameter is called, or null if it takes none. */
  @Nullable String parameter() {
    return parameter;
  }

  /** As documentation shows it: {@code header.<name>}. */
  String title() {
    return parameter == null ? name : name + ".<" + parameter + ">";
  }

  boolean isCondition() {
    return condition;
  }

  ValueType<T> type() {
    return type;
  }

  String defaultText() {
    return defaultText;
  }

  String sentence() {
    return sentence;
  }

  /**
   * Reads a value and puts it into a rule.
   *
   * @return false if the value is wrong, which has then been reported
   */
  boolean apply(
      Rule.Builder rule, String parameter, boolean negated, Setting setting, Problems problems) {
    T value = type.parse(setting, problems);
    if (value == null) {
      return false;
    }
    effect.apply(rule, parameter, value, negated);
    return true;
  }
}
