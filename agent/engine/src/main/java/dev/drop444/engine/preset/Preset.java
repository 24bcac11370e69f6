package dev.drop444.engine.preset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** A bundled set of rules. Immutable. */
public final class Preset {

  /** On when nothing is configured: hits nobody who did not come to attack. */
  public static final String STANDARD = "standard";

  /** The standard preset, and all anomalies: for applications whose clients are known. */
  public static final String STRICT = "strict";

  /** Drops what collects text for models. */
  public static final String AI_CRAWLERS = "ai-crawlers";

  /** Turns some away when there is more to do than can be done. */
  public static final String OVERLOAD = "overload";

  /** No rules. */
  public static final String NONE = "none";

  private static final List<String> NAMES = List.of(STANDARD, STRICT, AI_CRAWLERS, OVERLOAD, NONE);

  private final String name;

  private Preset(String name) {
    this.name = name;
  }

  /** What an operator may write. */
  public static List<String> names() {
    return NAMES;
  }

  /** All that have rules. */
  public static List<Preset> all() {
    return NAMES.stream()
        .filter(name -> !name.equals(NONE))
        .map(Preset::new)
        .collect(Collectors.toList());
  }

  /**
   * The presets that an operator asks for with those on which they are built, first wins.
   *
   * @param names each one of {@link #names}
   */
  public static List<Preset> layers(List<String> names) {
    List<String> layers = new ArrayList<>(names);
    if (layers.contains(STRICT)) {
      layers.removeAll(List.of(STANDARD, STRICT));
      layers.addAll(List.of(STRICT, STANDARD));
    }
    layers.remove(NONE);
    List<Preset> presets = new ArrayList<>();
    for (String name : new LinkedHashSet<>(layers)) {
      presets.add(new Preset(name));
    }
    return presets;
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
