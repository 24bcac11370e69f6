package dev.drop444.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Head;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.rule.Crawlers;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.Share;
import dev.drop444.engine.rule.Trial;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever is written, and wherever. */
class ConfigurationPropertiesTest {

  private static @Nullable Path directory;

  @BeforeContainer
  static void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("configuration");
    Files.writeString(directory.resolve("list.txt"), "192.0.2.1\n# x\nnonsense\n");
    Files.write(directory.resolve("latin1.txt"), new byte[] {(byte) 0xe9, '\n'});
  }

  @AfterContainer
  static void deleteDirectory() throws IOException {
    for (String name : List.of("list.txt", "latin1.txt", "c.properties")) {
      Files.deleteIfExists(directory().resolve(name));
    }
    Files.delete(directory());
  }

  private static Path directory() {
    return Objects.requireNonNull(directory);
  }

  /** What a configuration is made of, and what it is not. */
  @Provide
  Arbitrary<String> texts() {
    List<String> parts = new ArrayList<>();
    KeyTable.KEYS.forEach(key -> parts.add(key.name() + "="));
    KeyTable.FACETS.forEach(facet -> parts.add("rule.x." + facet.title() + "="));
    KeyTable.FACETS.forEach(facet -> parts.add("rule.y.not-" + facet.name() + "="));
    parts.addAll(
        List.of(
            "drop444.",
            "rule.",
            "rule.x.",
            "rule..path=",
            "=",
            ":",
            ",",
            "\\,",
            "\\",
            "\\u00",
            "\\u12g4",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "#",
            "!",
            ";",
            "'",
            "\"",
            "@",
            "@list.txt",
            "@latin1.txt",
            "@missing",
            "@",
            "@\u0000",
            "@.",
            "*",
            "**",
            "/",
            "?",
            "[",
            "]",
            "1.2.3.4",
            "1.2.3.0/24",
            "1.2.3.4-1.2.3.9",
            "::1",
            "::/129",
            "fe80::1%eth0",
            "-",
            "0",
            "1",
            "65536",
            "-1",
            "99999999999999999999",
            "10m",
            "999999999999w",
            "0ms",
            "%",
            "25%",
            "100.001%",
            "true",
            "false",
            "drop",
            "monitor",
            "enforce",
            "standard",
            "strict",
            "none",
            "any",
            "HTTP/1.1",
            "HTTP/",
            "http",
            ">",
            ">=5",
            "<0",
            "5-3",
            "scanner",
            "impostor",
            "googlebot:",
            "googlebot:1.2.3.4",
            "x-y",
            "X-Y",
            ".sql",
            "text/plain",
            "\u00e9",
            "\ud83d",
            "\ufeff",
            "\u2028",
            "\u0000",
            "\u007f",
            "x".repeat(200)));
    Arbitrary<String> known =
        Arbitraries.of(parts).list().ofMaxSize(12).map(p -> String.join("", p));
    return Arbitraries.frequencyOf(
        Tuple.of(9, known), Tuple.of(1, Arbitraries.strings().ofMaxLength(60)));
  }

  @Property(tries = 2000)
  void anythingGivesAConfigurationOrProblems(
      @ForAll("texts") String arguments,
      @ForAll("texts") String file,
      @ForAll("texts") String value)
      throws IOException {
    Files.writeString(directory().resolve("c.properties"), replaceHalves(file));
    Properties properties = new Properties();
    properties.setProperty("drop444.config", "c.properties");
    String key = value.contains("=") ? value.substring(0, value.indexOf('=')) : "mode";
    properties.setProperty("drop444." + key, value.substring(value.indexOf('=') + 1));
    Map<String, String> environment = new HashMap<>();
    environment.put(EnvironmentNames.of(key), value);
    environment.put("DROP444_" + value, arguments);
    Loaded loaded = Configuration.load(Sources.of(arguments, properties, environment, directory()));
    assertThat(loaded.configuration().isPresent()).isEqualTo(loaded.problems().isEmpty());
    assertThat(loaded.report().isEmpty()).isEqualTo(loaded.problems().isEmpty());
    for (Problem problem : loaded.problems()) {
      String text = problem.toString();
      assertThat(text).isNotBlank().hasSizeLessThan(2_000);
      assertThat(text.chars().noneMatch(Character::isISOControl)).as(text).isTrue();
    }
  }

  /** Half a surrogate pair cannot be in a file. */
  private static String replaceHalves(String text) {
    return text.replaceAll("\\p{Cs}", "?");
  }

  @Property(tries = 1000)
  void agentArgumentsThatAreQuotedAreReadBack(
      @ForAll("keys") List<String> keys, @ForAll("values") List<String> values) {
    Map<String, String> written = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
      written.put(keys.get(i), values.get(i));
    }
    String text =
        written.entrySet().stream()
            .map(e -> e.getKey() + "=" + quoted(e.getValue()))
            .collect(Collectors.joining(","));
    Problems problems = new Problems();
    Map<String, String> read = new LinkedHashMap<>();
    AgentArguments.parse(text, "here", problems).forEach(pair -> read.put(pair.key, pair.value));
    assertThat(problems.list()).isEmpty();
    assertThat(read).as(text).isEqualTo(written);
  }

  /** A value has either kind of quotes, not both. */
  private static String quoted(String value) {
    char quote = value.indexOf('"') < 0 ? '"' : '\'';
    return quote + value + quote;
  }

  @Property(tries = 1000)
  void aFileThatPropertiesWroteIsReadBack(
      @ForAll("keys") List<String> keys, @ForAll("values") List<String> values) {
    Properties written = new Properties();
    for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
      written.setProperty(keys.get(i), values.get(i));
    }
    StringWriter text = new StringWriter();
    try {
      written.store(text, "a comment\nof two lines");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    Properties read = new Properties();
    PropertiesText.parse(text.toString()).forEach(e -> read.setProperty(e.key, e.value));
    assertThat(read).isEqualTo(written);
  }

  @Provide
  Arbitrary<List<String>> keys() {
    return Arbitraries.of("mode", "a.b-c_d", "rule.x.path", "deny", "Z")
        .list()
        .uniqueElements()
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<String>> values() {
    return Arbitraries.strings()
        .withChars("ab=,;:#!\\ \t\u00e9'@*/")
        .ofMaxLength(12)
        .map(value -> value.replace("\"", ""))
        .list()
        .ofSize(5);
  }

  @Property(tries = 500)
  void aShareThatIsPrintedIsReadBack(@ForAll("percentages") String written) {
    Share share = Objects.requireNonNull(Share.parse(written));
    Share again = Objects.requireNonNull(Share.parse(share.toString()));
    assertThat(again).hasToString(share.toString());
    for (int i = 0; i < 200; i++) {
      assertThat(again.includes(i)).isEqualTo(share.includes(i));
    }
  }

  @Provide
  Arbitrary<String> percentages() {
    return Arbitraries.integers()
        .between(0, 10_000)
        .map(n -> n / 100 + "." + (n % 100 < 10 ? "0" : "") + n % 100 + "%");
  }

  /** A condition as explain and check print it can be written again, and says the same. */
  @Property(tries = 500)
  void aConditionThatIsPrintedIsReadBack(@ForAll("conditions") String[] condition) {
    String printed = wording(condition[0], condition[1]);
    int equals = printed.indexOf('=');
    assertThat(wording(printed.substring(0, equals), printed.substring(equals + 1)))
        .isEqualTo(printed);
  }

  private static String wording(String facet, String value) {
    Configuration configuration =
        Configurations.of("preset", "none", "rule.x." + facet, value, "rule.x.order", "1");
    Head head = Head.get("/");
    Trial trial =
        configuration.rules().tryAll(head.peer(), true, head, null, Crawlers.UNKNOWN).get(0);
    return trial.results().get(0).wording().toString();
  }

  @Provide
  Arbitrary<String[]> conditions() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("path", List.of("/a", "*.php", "/a\\?b", "**"));
    values.put("header.x-y", List.of("*", "a b", "a=b", "1"));
    values.put("port", List.of("80", "1-9", ">=5"));
    values.put("method", List.of("GET", "P*"));
    values.put("malformed", List.of("any", "host-missing", "syntax"));
    values.put("missing-header", List.of("host", "x-y"));
    values.put("protocol", List.of("HTTP/1.1", "HTTP/2"));

    values.put("ip", List.of("192.0.2.1", "2001:db8::/32", "192.0.2.1-192.0.2.9"));
    return Arbitraries.randomValue(
        random -> {
          List<String> facets = new ArrayList<>(values.keySet());
          String facet = facets.get(random.nextInt(facets.size()));
          List<String> some = new ArrayList<>(values.getOrDefault(facet, List.of()));
          Collections.shuffle(some, random);
          String list = String.join(", ", some.subList(0, 1 + random.nextInt(some.size())));
          return new String[] {(random.nextBoolean() ? "not-" : "") + facet, list};
        });
  }

  @Example
  void everyVariableSpellsItsKey() {
    for (Key<?> key : KeyTable.KEYS) {
      assertThat(EnvironmentNames.key(EnvironmentNames.of(key.name()))).isEqualTo(key.name());
    }
    for (String title : KeyName.facetTitles()) {
      String key = "rule.my-rule." + title.replaceAll("<.*>", "x-y");
      assertThat(EnvironmentNames.key(EnvironmentNames.of(key))).isEqualTo(key);
    }
  }

  private static final String[][] VALUES = {
    {"close", "fin", "rst"},
    {"mode", "enforce", "monitor", "off"},
    {"max-bans", "1", "2", "3", "4"},
    {"ipv4-prefix", "8", "16", "24"},
    {"malformed.max-arguments", "5", "6", "7"},
    {"rule.x.close", "fin", "rst"},
    {"rule.x.order", "1", "2", "3", "4", "5"},
    {"rule.scanners.order", "1", "2", "3", "4", "5"},
  };

  /** Each key in some of the sources: agent arguments, properties, variables, the file. */
  @Property(tries = 500)
  void theFirstSourceThatSetsAKeyWins(@ForAll Random random) throws IOException {
    List<Map<String, String>> sources = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sources.add(new LinkedHashMap<>());
    }
    Map<String, String> expected = new HashMap<>();
    for (String[] key : VALUES) {
      for (Map<String, String> source : sources) {
        if (random.nextInt(3) == 0) {
          String value = key[1 + random.nextInt(key.length - 1)];
          source.put(key[0], value);
          expected.putIfAbsent(key[0], value);
        }
      }
    }
    sources.get(random.nextInt(4)).put("rule.x.path", "/x");
    Properties properties = new Properties();
    properties.setProperty("drop444.config", "c.properties");
    sources.get(1).forEach((key, value) -> properties.setProperty("drop444." + key, value));
    Map<String, String> environment = new HashMap<>();
    sources.get(2).forEach((key, value) -> environment.put(EnvironmentNames.of(key), value));
    Files.writeString(directory().resolve("c.properties"), lines(sources.get(3), "\n"));
    Loaded loaded =
        Configuration.load(
            Sources.of(lines(sources.get(0), ","), properties, environment, directory()));
    assertThat(loaded.report()).isEmpty();
    Configuration configuration = loaded.configuration().orElseThrow();
    for (Key<?> key : KeyTable.KEYS) {
      String value = expected.get(key.name());
      if (value != null) {
        assertThat(String.valueOf(configuration.get(key)))
            .as(key.name())
            .isEqualToIgnoringCase(value);
      }
    }
    configuration
        .rules()
        .rules()
        .forEach(
            rule -> {
              String order = expected.get("rule." + rule.name() + ".order");
              if (order != null) {
                assertThat(rule.order()).isEqualTo(Integer.parseInt(order));
              }
              if (rule.name().equals("x")) {
                Closing global = configuration.get(KeyTable.CLOSE);
                String close = expected.getOrDefault("rule.x.close", global.name());
                assertThat(rule.verdict().closing().name()).isEqualToIgnoringCase(close);
              }
            });
    assertThat(configuration.rules().rules().stream().map(Rule::name)).contains("x", "scanners");
  }

  private static String lines(Map<String, String> settings, String separator) {
    return settings.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(separator));
  }
}
