package dev.drop444.engine.preset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A bundled set of rules. Immutable. */
public final class Preset {

  /** On when nothing is configured: hits nobody who did not come to attack. */
  public static final String STANDARD = "standard";

  /** No rules. */
  public static final String NONE = "none";

  private static final List<String> NAMES = List.of(STANDARD, NONE);

  private final String name;

  private Preset(String name) {
    this.name = name;
  }

  /** What an operator may write. */
  public static List<String> names() {
    return NAMES;
  }

  /** One of {@link #names}, except {@link #NONE}. */
  public static Preset named(String name) {
    return new Preset(name);
  }

  public String name() {
    return name;
  }

  /** Its rules, as a properties file. */
  public String rules() throws IOException {
    return file("rules.properties");
  }

  /** A list that its rules name with {@code @}. */
  public String file(String file) throws IOException {
    try (InputStream in = Preset.class.getResourceAsStream(name + "/" + file)) {
      if (in == null) {
        throw new FileNotFoundException(file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
