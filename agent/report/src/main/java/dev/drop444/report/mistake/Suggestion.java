package dev.drop444.report.mistake;

/** A setting that would let somebody through. Immutable. */
public final class Suggestion {

  private final String key;
  private final String value;
  private final String effect;

  Suggestion(String key, String value, String effect) {
    this.key = "drop444." + key;
    this.value = value;
    this.effect = effect;
  }

  /** A line of a properties file, as it can be copied. */
  public String line() {
    return key + " = " + value;
  }

  /** What it does, as a sentence. */
  public String effect() {
    return effect;
  }
}
