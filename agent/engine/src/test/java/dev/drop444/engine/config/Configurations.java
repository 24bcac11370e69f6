package dev.drop444.engine.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Configurations for tests, written as system properties. */
public final class Configurations {

  private Configurations() {}

  /** The same, with a line of the log for each drop, however many there are. */
  public static Configuration withEveryLine(String... keysAndValues) {
    List<String> all = new ArrayList<>(List.of("log.first", "100000", "log.rate", "1000000"));
    all.addAll(List.of(keysAndValues));
    return of(all.toArray(String[]::new));
  }

  /**
   * A configuration that must be right, of keys without {@code drop444.}, each followed by its
   * value.
   */
  public static Configuration of(String... keysAndValues) {
    Loaded loaded = load(keysAndValues);
    return loaded.configuration().orElseThrow(() -> new AssertionError(loaded.report()));
  }

  /** What comes of keys without {@code drop444.}, each followed by its value. */
  public static Loaded load(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty("drop444." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return Configuration.load(Sources.of(null, properties, Map.of(), Path.of("")));
  }
}
