package dev.drop444.engine.config;

import dev.drop444.engine.rule.RuleBuilder;
import dev.drop444.engine.rule.Wording;
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
    void apply(RuleBuilder rule, Wording wording, String parameter, T value);
  }

  /** What stands before the name of a condition's opposite. */
  static final String NOT = "not-";

  private final String name;
  private final @Nullable String parameter;
  private final boolean condition;
  private final boolean negatable;
  private final ValueType<T> type;
  private final String defaultText;
  private final String sentence;
  private final Effect<T> effect;

  private Facet(
      String name,
      @Nullable String parameter,
      boolean condition,
      boolean negatable,
      ValueType<T> type,
      String defaultText,
      String sentence,
      Effect<T> effect) {
    this.name = name;
    this.parameter = parameter;
    this.condition = condition;
    this.negatable = negatable;
    this.type = type;
    this.defaultText = defaultText;
    this.sentence = sentence;
    this.effect = effect;
  }

  /** What the value of a condition without a parameter does to a rule. */
  interface PlainEffect<T> {
    /** Adds the condition. */
    void apply(RuleBuilder rule, Wording wording, T value);
  }

  /** Something that must hold, with a {@code not-} form. */
  static <T> Facet<T> condition(
      String name, ValueType<T> type, String sentence, PlainEffect<T> effect) {
    return new Facet<>(
        name,
        null,
        true,
        true,
        type,
        "",
        sentence,
        (rule, wording, parameter, value) -> effect.apply(rule, wording, value));
  }

  /** Something that must hold, and whose opposite nobody could ask for. */
  static <T> Facet<T> event(
      String name, ValueType<T> type, String sentence, PlainEffect<T> effect) {
    return new Facet<>(
        name,
        null,
        true,
        false,
        type,
        "",
        sentence,
        (rule, wording, parameter, value) -> effect.apply(rule, wording, value));
  }

  /** A condition whose name ends with a name of the operator's choice, after a dot. */
  static <T> Facet<T> conditionOn(
      String name, String parameter, ValueType<T> type, String sentence, Effect<T> effect) {
    return new Facet<>(name, parameter, true, true, type, "", sentence, effect);
  }

  /** What happens when a rule holds, or how it is tried. */
  static <T> Facet<T> setting(
      String name,
      ValueType<T> type,
      String defaultText,
      String sentence,
      BiConsumer<RuleBuilder, T> effect) {
    return new Facet<>(
        name,
        null,
        false,
        false,
        type,
        defaultText,
        sentence,
        (rule, wording, parameter, value) -> effect.accept(rule, value));
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

  /** Whether it has a {@code not-} form. */
  boolean isNegatable() {
    return negatable;
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
      RuleBuilder rule, String parameter, boolean negated, Setting setting, Problems problems) {
    T value = type.parse(setting, problems);
    if (value == null) {
      return false;
    }
    String written = parameter.isEmpty() ? name : name + "." + parameter;
    effect.apply(
        rule, new Wording(written, negated, ListText.split(setting.value())), parameter, value);
    return true;
  }
}
