package dev.drop444.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.RawHead;
import dev.drop444.engine.anomaly.Anomaly;
import dev.drop444.engine.rule.Crawlers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of an anomaly: by default, and as a key sets it. */
class AnomalyKeysTest {

  private final Path directory;

  AnomalyKeysTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** A kind, a request that shows it by default or with the setting only, key and value. */
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "method-not-allowed | GET / | malformed.allowed-methods | POST",
        "method-not-allowed | get / | malformed.allowed-methods | get,REPORT",
        "header-too-long | GET /;X-Y:123 | malformed.max-header-length | 2",
        "header-forbidden | GET /;If:a | malformed.forbidden-headers | x-y",
        "header-forbidden | GET /;X-Y:a | malformed.forbidden-headers | X-Y",
        "accept-encoding-too-long | GET /;Accept-Encoding:gzip | malformed.max-accept-encoding-length | 3",
        "range-many-parts | GET /;Range:bytes=0-1,2-3 | malformed.max-range-parts | 1",
        "restricted-suffix | GET /a.sql | malformed.restricted-suffixes | .php,bak",
        "restricted-suffix | GET /a.php | malformed.restricted-suffixes | .PHP,bak",
        "too-many-arguments | GET /?a&b | malformed.max-arguments | 1",
        "argument-name-too-long | GET /?ab=c | malformed.max-argument-name-length | 1",
        "argument-too-long | GET /?a=bc | malformed.max-argument-length | 1",
        "arguments-too-long | GET /?a=b&c=d | malformed.max-arguments-length | 3",
        "content-type-not-allowed | POST /;Content-Type:text/x | malformed.allowed-content-types | text/X",
        "content-type-charset | POST /;Content-Type:text/xml\\;charset=koi8-r | malformed.allowed-charsets | KOI8-R",
      })
  void aKeyMovesALimit(String kind, String request, String key, String value) {
    assertThat(decides(kind, request, key, value))
        .as("%s by default, against %s=%s", kind, key, value)
        .isNotEqualTo(decides(kind, request, null, ""));
  }

  @Test
  void everyLimitIsTestedHere() throws NoSuchMethodException {
    CsvSource rows =
        AnomalyKeysTest.class
            .getDeclaredMethod(
                "aKeyMovesALimit", String.class, String.class, String.class, String.class)
            .getAnnotation(CsvSource.class);
    for (Key<?> key : AnomalyKeys.ALL) {
      assertThat(rows.value()).anyMatch(row -> row.contains("| " + key.name() + " |"));
    }
  }

  @Test
  void everySentenceNamesItsKind() {
    for (Key<?> key : AnomalyKeys.ALL) {
      assertThat(Anomaly.values())
          .as(key.sentence())
          .anyMatch(kind -> key.sentence().contains(kind.key()));
    }
  }

  @Test
  void aListCanStandInAFile() throws IOException {
    Files.writeString(directory.resolve("suffixes.txt"), "# ours\n.php\n\nbak ; too\n");
    String key = "malformed.restricted-suffixes";
    assertThat(decides("restricted-suffix", "GET /a.php", key, "@suffixes.txt")).isTrue();
    assertThat(decides("restricted-suffix", "GET /a.sql", key, "@suffixes.txt")).isFalse();
  }

  @Test
  void aListHasAnEnd() {
    String many = String.join(",", Collections.nCopies(1_001, "GET"));
    Loaded loaded = load(Map.of("malformed.allowed-methods", many));
    assertThat(loaded.problems()).singleElement().asString().contains("at most 1000");
  }

  private boolean decides(String kind, String request, @Nullable String key, String value) {
    Map<String, String> settings =
        key == null
            ? Map.of("rule.x.malformed", kind)
            : Map.of("rule.x.malformed", kind, key, value);
    Loaded loaded = load(settings);
    assertThat(loaded.report()).isEmpty();
    String[] parts = request.split("(?<!\\\\);", -1);
    String[] fields = new String[parts.length];
    fields[0] = "Host: a";
    for (int i = 1; i < parts.length; i++) {
      fields[i] = parts[i].replace("\\;", ";").replaceFirst(":", ": ");
    }
    RawHead head = RawHead.of(parts[0] + " HTTP/1.1", fields);
    return loaded
            .configuration()
            .orElseThrow()
            .rules()
            .decide(null, true, head, Crawlers.UNKNOWN, (rule, seen) -> {})
        != null;
  }

  private Loaded load(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(
        settings.entrySet().stream()
            .collect(Collectors.toMap(e -> "drop444." + e.getKey(), Map.Entry::getValue)));
    properties.setProperty("drop444.preset", "none");
    return Configuration.load(Sources.of(null, properties, Map.of(), directory));
  }
}
