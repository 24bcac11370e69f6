package dev.drop444.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drop444.engine.FuzzInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;

/** Any agent arguments, file, property and variable: a configuration, or problems. */
class ConfigurationFuzzTest {

  @TempDir Path directory = Path.of("");

  /** Agent arguments, a property, a variable, each on a line, and a file. */
  @FuzzTest(maxDuration = "3m")
  void load(byte[] input) throws IOException {
    String[] lines = FuzzInput.lines(FuzzInput.text(input), 4);
    for (String line : lines) {
      if (line.contains("/dev") || line.contains("/proc") || line.contains("/sys")) {
        return;
      }
    }
    Files.writeString(directory.resolve("c.properties"), lines[3].replaceAll("\\p{Cs}", "?"));
    Properties properties = new Properties();
    int equals = lines[1].indexOf('=');
    if (equals > 0) {
      String key = lines[1].substring(0, equals);
      properties.setProperty("drop444." + key, lines[1].substring(equals + 1));
    }
    properties.putIfAbsent("drop444.config", "c.properties");
    // The presets are always the same, and take their time.
    properties.putIfAbsent("drop444.preset", "none");
    Map<String, String> environment = new HashMap<>();
    equals = lines[2].indexOf('=');
    if (equals > 0) {
      environment.put("DROP444_" + lines[2].substring(0, equals), lines[2].substring(equals + 1));
    }
    Loaded loaded = Configuration.load(Sources.of(lines[0], properties, environment, directory));
    assertThat(loaded.configuration().isPresent()).isEqualTo(loaded.problems().isEmpty());
    for (Problem problem : loaded.problems()) {
      String text = problem.toString();
      assertThat(text.chars().noneMatch(Character::isISOControl)).as(text).isTrue();
      assertThat(text).hasSizeLessThan(20_000);
    }
  }
}
