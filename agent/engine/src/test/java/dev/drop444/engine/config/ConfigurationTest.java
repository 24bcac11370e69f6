package dev.drop444.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.Head;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Crawlers;
import dev.drop444.engine.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which source wins, and what becomes of what is written. */
class ConfigurationTest {

  private final Path directory;
  private String arguments = "";
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();

  ConfigurationTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Configuration load() {
    Loaded loaded = Configuration.load(Sources.of(arguments, properties, environment, directory));
    assertThat(loaded.report()).isEmpty();
    return loaded.configuration().orElseThrow();
  }

  private Rule rule(String name) {
    return load().rules().rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withoutSettingsThereAreDefaultsAndTheStandardPreset() {
    Configuration configuration = load();
    assertThat(configuration.get(KeyTable.MODE)).isEqualTo(Mode.ENFORCE);
    assertThat(configuration.get(KeyTable.IPV6_PREFIX)).isEqualTo(64);
    assertThat(configuration.get(KeyTable.ALLOW).isEmpty()).isTrue();
    assertThat(configuration)
        .hasToString(
            "mode=enforce, rules: malformed (drop), probes (drop), repeat (ban), repeat-malformed"
                + " (ban), scanners (drop), slow-head (drop), foreign-pages (drop), allow: 0 ranges,"
                + " deny: 0 ranges");
  }

  @Test
  void theFirstSourceWins() throws IOException {
    Files.writeString(
        directory.resolve("d.properties"), "close=rst\nh2=connection\nmode=off\nmax-bans=1\n");
    environment.put("DROP444_CONFIG", "d.properties");
    environment.put("DROP444_H2", "stream");
    environment.put("DROP444_MODE", "off");
    environment.put("DROP444_MAX_BANS", "2");
    properties.setProperty("drop444.mode", "enforce");
    properties.setProperty("drop444.max-bans", "3");
    properties.setProperty("unrelated", "x");
    arguments = "drop444.max-bans=4";
    Configuration configuration = load();
    assertThat(configuration.get(KeyTable.CLOSE)).isEqualTo(Closing.RST);
    assertThat(configuration.get(KeyTable.H2).name()).isEqualTo("STREAM");
    assertThat(configuration.get(KeyTable.MODE)).isEqualTo(Mode.ENFORCE);
    assertThat(configuration.get(KeyTable.MAX_BANS)).isEqualTo(4);
  }

  @Test
  void oneFacetOfAPresetsRuleCanBeOverridden() {
    properties.setProperty("drop444.rule.scanners.action", "monitor");
    assertThat(rule("scanners").action()).isEqualTo(Action.MONITOR);
    environment.put("DROP444_RULE_SCANNERS_CLOSE", "rst");
    assertThat(rule("scanners").verdict().closing()).isEqualTo(Closing.RST);
    properties.setProperty("drop444.rule.scanners.enabled", "false");
    assertThat(load().rules().rules()).extracting(Rule::name).doesNotContain("scanners");
  }

  @Test
  void facetsOfOneRuleCanComeFromAllSources() throws IOException {
    Files.writeString(directory.resolve("d.properties"), "rule.x.path=/x\nrule.x.close=rst");
    arguments = "config=d.properties,rule.x.method=GET";
    properties.setProperty("drop444.rule.x.host", "a.example");
    environment.put("DROP444_RULE_X_H2", "connection");
    Rule rule = rule("x");
    assertThat(rule.verdict().closing()).isEqualTo(Closing.RST);
    assertThat(rule.verdict().closesHttp2Connection()).isTrue();
    Head all = Head.get("/x").with("host", "a.example");
    assertThat(load().rules().decide(null, true, all, Crawlers.UNKNOWN, (r, h) -> {}))
        .hasToString("x (drop)");
    for (Head missing :
        new Head[] {
          Head.get("/y").with("host", "a.example"),
          Head.get("/x").with("host", "b.example"),
          Head.of("PUT", "/x").with("host", "a.example")
        }) {
      assertThat(load().rules().decide(null, true, missing, Crawlers.UNKNOWN, (r, h) -> {}))
          .isNull();
    }
  }

  @Test
  void anEmptyValueUnsetsAKey() {
    properties.setProperty("drop444.rule.scanners.bot", "");
    properties.setProperty("drop444.rule.scanners.path", "/x");
    properties.setProperty("drop444.mode", " ");
    Configuration configuration = load();
    assertThat(configuration.get(KeyTable.MODE)).isEqualTo(Mode.ENFORCE);
    assertThat(
            configuration
                .rules()
                .decide(null, true, Head.get("/x"), Crawlers.UNKNOWN, (r, h) -> {}))
        .isNotNull();
  }

  @Test
  void presetNoneIsNoRules() {
    properties.setProperty("drop444.preset", "none");
    assertThat(load().rules().rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deny=192.0.2.1,192.0.2.2,mode=off | 2",
        "mode=off,deny=192.0.2.1,192.0.2.2 | 2",
        "deny=\"192.0.2.1,192.0.2.2\",mode=off | 2",
        " deny = 192.0.2.1 , 192.0.2.3 , mode = off | 2",
        "mode=off,deny='192.0.2.1' | 1",
        "deny=192.0.2.1,mode=off, | 1",
      })
  void agentArguments(String text, int denied) {
    arguments = text;
    Configuration configuration = load();
    assertThat(configuration.get(KeyTable.MODE)).isEqualTo(Mode.OFF);
    // 192.0.2.1 and .2 touch and would be one range, so they are counted as addresses.
    long found = 0;
    for (int i = 1; i <= 3; i++) {
      found += configuration.get(KeyTable.DENY).contains(Addresses.of("192.0.2." + i)) ? 1 : 0;
    }
    assertThat(found).isEqualTo(denied);
  }

  @Test
  void quotedAgentArgumentsMayContainPairs() {
    arguments = "rule.x.path='/a,b=c',mode=off";
    assertThat(
            load().rules().decide(null, true, Head.get("/z/b=c"), Crawlers.UNKNOWN, (r, h) -> {}))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "RULE_X_PATH, rule.x.path",
    "RULE_BAD_BOTS_USER_AGENT, rule.bad-bots.user-agent",
    "RULE_BAD_BOTS_NOT_USER_AGENT, rule.bad-bots.not-user-agent",
    "RULE_X_HEADER_X_API_KEY, rule.x.header.x-api-key",
    "RULE_X_NOT_HEADER_HOST, rule.x.not-header.host",
    "RULE_HEADER_PATH, rule.header.path",
    "RULE_A_HEADER_B_HEADER_C, rule.a.header.b-header-c",
    "RULE_PATH_PATH, rule.path.path",
    "ACCEPT_CLOSE, accept.close",
    "RULE_X_HEADER_COUNT, rule.x.header-count",
    "RULE_X_MISSING_HEADER, rule.x.missing-header",
    "RULE_X_PATH_RAW, rule.x.path.raw",
    "CLIENT_ADDRESS_HEADER, client-address-header",
    "ON_CONFIG_ERROR, on-config-error",
    "RULE_PATH, ",
    "RULE_X, ",
    "RULE_, ",
    "RULE__PATH, ",
    "X, ",
    "'', ",
  })
  void environmentVariables(String variable, String key) {
    assertThat(EnvironmentNames.key("DROP444_" + variable)).isEqualTo(key);
  }

  @Test
  void theVariablesOfAKubernetesServiceAreIgnored() {
    environment.put("DROP444_SERVICE_HOST", "10.0.0.1");
    environment.put("DROP444_SERVICE_PORT", "80");
    environment.put("DROP444_SERVICE_PORT_HTTP", "80");
    environment.put("DROP444_PORT", "tcp://10.0.0.1:80");
    environment.put("DROP444_PORT_80_TCP", "tcp://10.0.0.1:80");
    environment.put("DROP444_PORT_80_TCP_ADDR", "10.0.0.1");
    assertThat(load().get(KeyTable.MODE)).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void listFilesStartAtTheFileThatNamesThem() throws IOException {
    Path etc = Files.createDirectory(directory.resolve("etc"));
    Files.writeString(etc.resolve("d.properties"), "\ufeffdeny=@lists/deny.txt, 192.0.2.9");
    Files.createDirectory(etc.resolve("lists"));
    Files.writeString(
        etc.resolve("lists/deny.txt"), "; Spamhaus\n203.0.113.0/24 ; SBL1\r\n\n2001:db8::/32 # x");
    Files.writeString(directory.resolve("paths.txt"), "# two\n/a;b#c\n*.php\n");
    properties.setProperty("drop444.config", "etc/d.properties");
    properties.setProperty("drop444.rule.x.path", "@paths.txt");
    Configuration configuration = load();
    for (String denied : new String[] {"203.0.113.200", "2001:db8::1", "192.0.2.9"}) {
      assertThat(configuration.get(KeyTable.DENY).contains(Addresses.of(denied))).isTrue();
    }
    assertThat(
            configuration
                .rules()
                .decide(null, true, Head.get("/x.php"), Crawlers.UNKNOWN, (r, h) -> {}))
        .isNotNull();
    assertThat(
            configuration
                .rules()
                .decide(null, true, Head.get("/a%3bb%23c"), Crawlers.UNKNOWN, (r, h) -> {}))
        .isNotNull();
    assertThat(
            configuration
                .rules()
                .decide(null, true, Head.get("/two"), Crawlers.UNKNOWN, (r, h) -> {}))
        .isNull();
  }

  @Test
  void aCommaCanBePartOfAnElement() {
    assertThat(ListText.split("a\\,b, c ,,\\*d,")).containsExactly("a,b", "c", "\\*d");
  }

  @Test
  void propertiesFilesMeanWhatTheyAlwaysMean() {
    assertThat(
            PropertiesText.parse("a = 1\n\n!x\nb:2\\\n   3\nc d\\u0041\n#y\\\ne=\\\\\nf\n").stream()
                .map(entry -> entry.line + " " + entry.key + "=" + entry.value))
        .containsExactly("1 a=1", "4 b=23", "6 c=dA", "8 e=\\", "9 f=");
  }
}
