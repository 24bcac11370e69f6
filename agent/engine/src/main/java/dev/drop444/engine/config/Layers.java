package dev.drop444.engine.config;

import dev.drop444.engine.address.list.WatchedList;
import dev.drop444.engine.preset.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings laid over one another: for each key the first source that sets it wins. Keys that there
 * are not are reported wherever they stand; values are not looked at yet. Not thread-safe.
 */
final class Layers {

  private static final int MAX_FILE_BYTES = 1 << 20;

  private final Problems problems;
  private final ReadFiles read;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  Layers(Problems problems, ReadFiles read) {
    this.problems = problems;
    this.read = read;
  }

  /** The setting that is in force, or null if there is none or it is empty. */
  @Nullable Setting get(String key) {
    Setting setting = settings.get(key);
    return setting == null || setting.value().isEmpty() ? null : setting;
  }

  /** All settings in force, empty ones included. */
  Collection<Setting> all() {
    return settings.values();
  }

  void addAgentArguments(String text, ListFiles files) {
    String origin = "agent argument";
    Layer layer = new Layer();
    for (AgentArguments.Pair pair : AgentArguments.parse(text, origin, problems)) {
      layer.add(new Setting(withoutPrefix(pair.key), pair.value, origin, files));
    }
    layer.putUnder();
  }

  void addSystemProperties(Map<String, String> properties, ListFiles files) {
    Layer layer = new Layer();
    properties.forEach(
        (name, value) ->
            layer.add(new Setting(withoutPrefix(name), value, "system property", files)));
    layer.putUnder();
  }

  void addEnvironment(Map<String, String> variables, ListFiles files) {
    Layer layer = new Layer();
    variables.forEach(
        (name, value) -> {
          String key = EnvironmentNames.key(name);
          if (key != null) {
            layer.add(new Setting(key, value, "environment variable " + name, files));
          } else if (!EnvironmentNames.isServiceLink(name)) {
            problems.add(EnvironmentNames.unknown(name, value));
          }
        });
    layer.putUnder();
  }

  /** Adds the file that {@code config} names, if it does. */
  void addFile(Path workingDirectory) {
    Setting config = get(KeyTable.CONFIG.name());
    if (config == null) {
      return;
    }
    try {
      Path file = workingDirectory.resolve(config.value());
      Path directory = file.toAbsolutePath().getParent();
      read.add(file);
      addProperties(
          TextFile.read(file, MAX_FILE_BYTES),
          file.toString(),
          ListFiles.in(directory != null ? directory : workingDirectory, read));
    } catch (IOException | IllegalArgumentException unreadable) {
      problems.value(
          config,
          config.value(),
          "expected a readable properties file, but " + unreadable.getMessage(),
          null);
    }
  }

  /** Adds a preset's rules. */
  void addPreset(Preset preset) {
    try {
      addProperties(preset.rules(), "preset " + preset.name(), presetFiles(preset));
    } catch (IOException incomplete) {
      problems.add(
          new Problem(
              KeyTable.PRESET.toString(),
              preset.name(),
              "drop444.jar",
              "the preset cannot be read: " + incomplete.getMessage(),
              null));
    }
  }

  private static ListFiles presetFiles(Preset preset) {
    return new ListFiles() {
      @Override
      public String read(String name) throws IOException {
        return preset.file(name);
      }

      @Override
      public @Nullable WatchedList watch(String name) {
        return null;
      }

      @Override
      public String fullName(String name) {
        return "preset " + preset.name() + ", " + name;
      }
    };
  }

  private void addProperties(String text, String name, ListFiles files) {
    Layer layer = new Layer();
    for (PropertiesText.Entry entry : PropertiesText.parse(text)) {
      String key = withoutPrefix(entry.key);
      Setting setting = new Setting(key, entry.value, name + " line " + entry.line, files);
      if (key.equals(KeyTable.CONFIG.name())) {
        problems.value(setting, entry.value, "a file cannot name another one", null);
      } else {
        layer.add(setting);
      }
    }
    layer.putUnder();
  }

  private static String withoutPrefix(String key) {
    return key.startsWith(Problems.PREFIX) ? key.substring(Problems.PREFIX.length()) : key;
  }

  /** One source. */
  private final class Layer {
    private final Map<String, Setting> own = new LinkedHashMap<>();

    void add(Setting setting) {
      String key = setting.key();
      if (!KeyName.isGlobal(key) && KeyName.ofFacet(key) == null) {
        problems.add(KeyName.unknown(key, setting.value(), setting.origin()));
        return;
      }
      Setting first = own.putIfAbsent(key, setting);
      if (first != null) {
        problems.value(
            setting, setting.value(), "the key is already set at " + first.origin(), null);
      }
    }

    void putUnder() {
      for (Setting setting : List.copyOf(own.values())) {
        settings.putIfAbsent(setting.key(), setting);
      }
    }
  }
}
