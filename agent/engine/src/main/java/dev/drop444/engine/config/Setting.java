package dev.drop444.engine.config;

/** A key with its value, and where that was written. Immutable. */
final class Setting {

  private final String key;
  private final String value;
  private final String origin;
  private final ListFiles files;

  /**
   * A setting.
   *
   * @param key without {@code drop444.}
   * @param origin as an operator knows the place: {@code system property}
   * @param files where {@code @file} values of this setting are looked for
   */
  Setting(String key, String value, String origin, ListFiles files) {
    this.key = key;
    this.value = value.strip();
    this.origin = origin;
    this.files = files;
  }

  String key() {
    return key;
  }

  /** Without surrounding white space; empty means that the key is not set. */
  String value() {
    return value;
  }

  String origin() {
    return origin;
  }

  ListFiles files() {
    return files;
  }
}
