package dev.drop444.engine.config;

import java.nio.file.Path;

/**
 * A global key, as {@link KeyTable} declares it. Immutable.
 *
 * @param <T> of its value
 */
public final class Key<T> {

  private final String name;
  private final ValueType<T> type;
  private final String defaultText;
  private final T defaultValue;
  private final String sentence;

  private Key(String name, ValueType<T> type, String defaultText, T defaultValue, String sentence) {
    this.name = name;
    this.type = type;
    this.defaultText = defaultText;
    this.defaultValue = defaultValue;
    this.sentence = sentence;
  }

  /** A key with a default that can be written. */
  static <T> Key<T> of(String name, ValueType<T> type, String defaultText, String sentence) {
    Problems problems = new Problems();
    Setting setting =
        new Setting(name, defaultText, "default", ListFiles.in(Path.of(""), new ReadFiles()));
    T value = type.parse(setting, problems);
    if (value == null) {
      throw new IllegalArgumentException(problems.list().toString());
    }
    return new Key<>(name, type, defaultText, value, sentence);
  }

  /** A key that is not set by default. */
  static <T> Key<T> unset(String name, ValueType<T> type, T absent, String sentence) {
    return new Key<>(name, type, "", absent, sentence);
  }

  /** Without {@code drop444.}. */
  public String name() {
    return name;
  }

  /** What it means, as a sentence. */
  public String sentence() {
    return sentence;
  }

  /** As an operator would write it; empty if the key is not set by default. */
  public String defaultText() {
    return defaultText;
  }

  T defaultValue() {
    return defaultValue;
  }

  ValueType<T> type() {
    return type;
  }

  @Override
  public String toString() {
    return Problems.PREFIX + name;
  }
}
