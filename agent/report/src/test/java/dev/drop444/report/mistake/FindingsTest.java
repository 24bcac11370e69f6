package dev.drop444.report.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.check.Check;
import dev.drop444.engine.config.Sources;
import dev.drop444.report.Progress;
import dev.drop444.report.count.Digest;
import dev.drop444.report.log.Logs;
import dev.drop444.report.mistake.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a mistake and what does not; and that what is suggested is a setting. */
class FindingsTest {

  private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
  private static final String GOOGLEBOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  @TempDir private Path directory;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> checked = new HashSet<>();

  FindingsTest() {
    directory = Path.of("");
  }

  private FindingsTest drop(
      Duration after, String rule, String client, String target, String userAgent, String more) {
    return line(after, "action=drop gate=request", rule, client, target, userAgent, more);
  }

  private FindingsTest line(
      Duration after,
      String actionAndGate,
      String rule,
      String client,
      String target,
      String userAgent,
      String more) {
    lines.add(
        "time="
            + BEGIN.plus(after).toString().replace("Z", ".000Z")
            + " mode=enforce "
            + actionAndGate
            + " rule="
            + rule
            + " client="
            + client
            + " peer="
            + client
            + " request=\"GET "
            + target
            + " HTTP/1.1\" host=\"www.example.org\" user-agent=\""
            + userAgent
            + "\""
            + more);
    return this;
  }

  private List<Finding> findings() throws IOException {
    Path log = Files.write(directory.resolve("drop.log"), lines);
    Digest digest = new Digest();
    new Logs(List.of(log), Progress.NONE).read(digest);
    assertThat(digest.notUnderstood()).isZero();
    List<Finding> findings = Findings.of(digest);
    findings.forEach(finding -> finding.suggestions().forEach(this::isASetting));
    return findings;
  }

  /** Beside the standard preset, and beside rules of the operator's own. */
  private void isASetting(Suggestion suggestion) {
    if (!checked.add(suggestion.line())) {
      return;
    }
    Path file = directory.resolve("drop444.properties");
    try {
      Files.writeString(
          file,
          "drop444.preset = strict,ai-crawlers,overload\n"
              + "drop444.rule.own.path = /x/**\n"
              + suggestion.line()
              + "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Properties properties = new Properties();
    properties.setProperty("drop444.config", file.toString());
    Check check = Check.of(Sources.of(null, properties, Map.of(), directory));
    assertThat(check.problems()).as(suggestion.line()).isEmpty();
    assertThat(suggestion.effect()).isNotEmpty();
  }

  private static List<String> suggested(Finding finding) {
    return finding.suggestions().stream().map(Suggestion::line).collect(Collectors.toList());
  }

  @Test
  void aPersonThatComesBack() throws IOException {
    drop(Duration.ZERO, "own", "203.0.113.7", "/news", BROWSER, "");
    drop(Duration.ofHours(5), "own", "203.0.113.7", "/news", BROWSER, "");
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.LIGHT);
              assertThat(finding.isLikely()).isTrue();
              assertThat(finding.rule()).isEqualTo("own");
              assertThat(finding.examples().get(0).client()).isEqualTo("203.0.113.7");
              assertThat(suggested(finding))
                  .containsExactly(
                      "drop444.rule.own.not-path = /news",
                      "drop444.allow = 203.0.113.7",
                      "drop444.rule.own.action = monitor");
            });
  }

  @ParameterizedTest
  @CsvSource({
    // Too soon again; asks for what scanners do; no browser; too often; denied on purpose.
    "59, 2, /news, Firefox, own",
    "300, 2, /wp-login.php, Firefox, own",
    "300, 2, /news, curl, own",
    "300, 5, /news, Firefox, own",
    "300, 2, /news, Firefox, deny"
  })
  void noPerson(int minutes, int times, String target, String agent, String rule)
      throws IOException {
    String userAgent = agent.equals("curl") ? "curl/8.5.0" : BROWSER;
    for (int i = 0; i < times; i++) {
      Duration after = Duration.ofMinutes((long) minutes * i / (times - 1));
      drop(after, rule, "203.0.113.7", target, userAgent, "");
    }
    assertThat(findings()).isEmpty();
  }

  @Test
  void whoIsBannedIsNoPerson() throws IOException {
    drop(Duration.ZERO, "own", "203.0.113.7", "/news", BROWSER, "");
    line(
        Duration.ofHours(5), "action=ban gate=outcome", "own", "203.0.113.7", "/news", BROWSER, "");
    assertThat(findings()).isEmpty();
  }

  @Test
  void norIsWhoASummaryNames() throws IOException {
    drop(Duration.ZERO, "own", "203.0.113.7", "/news", BROWSER, "");
    drop(Duration.ofHours(5), "own", "203.0.113.7", "/news", BROWSER, "");
    lines.add(
        "time=2026-11-23T15:00:01.000Z mode=enforce action=drop gate=request rule=own more=99"
            + " last-client=203.0.113.7");
    assertThat(findings()).isEmpty();
  }

  @Test
  void manyClientsOnceEach() throws IOException {
    for (int i = 0; i < 40; i++) {
      drop(Duration.ofMinutes(i), "own", "203.0.113." + i, "/x/page", BROWSER, "");
    }
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.ONCE);
              assertThat(finding.isLikely()).isTrue();
              assertThat(finding.what()).contains("40 clients, 100 %");
              assertThat(finding.why()).startsWith("100 %");
              assertThat(suggested(finding))
                  .containsExactly(
                      "drop444.rule.own.not-path = /x/page", "drop444.rule.own.action = monitor");
            });
  }

  @Test
  void aScannerWithManyAddressesIsProbablyNoMistake() throws IOException {
    for (int i = 0; i < 40; i++) {
      drop(Duration.ofMinutes(i), "probes", "203.0.113." + i, "/.env", BROWSER, "");
    }
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isLikely()).isFalse();
              assertThat(suggested(finding))
                  .containsExactly("drop444.rule.probes.action = monitor");
            });
  }

  @Test
  void clientsThatComeAgainAndAgain() throws IOException {
    for (int i = 0; i < 200; i++) {
      drop(Duration.ofSeconds(i), "own", "203.0.113." + i % 20, "/x/page", BROWSER, "");
    }
    assertThat(findings()).isEmpty();
  }

  @Test
  void followedLinks() throws IOException {
    drop(
        Duration.ZERO,
        "foreign-pages",
        "203.0.113.7",
        "/old/index.php?id=1",
        BROWSER,
        " referer=\"https://www.example.org/archive\"");
    drop(
        Duration.ZERO,
        "foreign-pages",
        "203.0.113.8",
        "/old/else.php",
        BROWSER,
        " referer=\"https://elsewhere.example/\"");
    List<Finding> findings = findings();
    assertThat(findings).extracting(Finding::kind).containsExactly(Kind.REFERRED, Kind.REFERRED);
    assertThat(findings.get(0).what())
        .endsWith("one request that came by a link on your own pages");
    assertThat(findings.get(1).what()).endsWith("one request that came by a link from elsewhere");
    assertThat(suggested(findings.get(0)))
        .containsExactly(
            "drop444.rule.foreign-pages.not-path = /old/index.php",
            "drop444.rule.foreign-pages.missing-header = referer",
            "drop444.rule.foreign-pages.action = monitor");
  }

  /** One scanner makes it up; two different clients that come from the same pages do not. */
  @Test
  void madeUpLinks() throws IOException {
    String referer = " referer=\"https://www.example.org/\"";
    drop(Duration.ZERO, "probes", "203.0.113.7", "/wp-login.php", BROWSER, referer);
    assertThat(findings()).singleElement().matches(finding -> !finding.isLikely());
    drop(Duration.ZERO, "probes", "203.0.113.8", "/wp-login.php", BROWSER, referer);
    assertThat(findings()).singleElement().matches(Finding::isLikely);
  }

  @Test
  void crawlersByTheirOwnWords() throws IOException {
    drop(Duration.ZERO, "own", "203.0.113.7", "/x/1", GOOGLEBOT, "");
    drop(Duration.ZERO, "own", "203.0.113.8", "/x/2", GOOGLEBOT, "");
    drop(Duration.ZERO, "own", "203.0.113.9", "/x/3", "facebookexternalhit/1.1", "");
    List<Finding> findings = findings();
    assertThat(findings).hasSize(2).allMatch(finding -> finding.kind() == Kind.CRAWLER);
    assertThat(findings.get(0).what()).contains("2 requests of clients that claim to be Googlebot");
    assertThat(findings.get(0).why()).contains("does not say whether it was the real one");
    assertThat(suggested(findings.get(0)))
        .startsWith("drop444.rule.own.not-bot = verified")
        .last()
        .asString()
        .startsWith("drop444.allow = 203.0.113.");
    assertThat(suggested(findings.get(1)))
        .startsWith("drop444.rule.own.not-user-agent = *facebookexternalhit*");
  }

  /** Where a rule does not see whole requests, a condition on them would switch it off. */
  @ParameterizedTest
  @ValueSource(strings = {"malformed", "slow", "accept"})
  void noConditionOnWhatTheRuleCannotSee(String gate) throws IOException {
    String action = "action=drop gate=" + gate;
    line(Duration.ZERO, action, "malformed", "203.0.113.7", "/news", BROWSER, "");
    line(Duration.ofHours(5), action, "malformed", "203.0.113.7", "/news", BROWSER, "");
    line(Duration.ofHours(5), action, "malformed", "203.0.113.9", "/x", GOOGLEBOT, "");
    assertThat(findings())
        .hasSize(2)
        .allSatisfy(finding -> assertThat(suggested(finding)).noneMatch(s -> s.contains("not-")));
  }

  /** A rule on what is malformed also hits what has no path, but says in what way it was. */
  @ParameterizedTest
  @ValueSource(strings = {"path-encoding-invalid", "tls-on-plain-port", "syntax"})
  void aWayOfBeingMalformed(String kind) throws IOException {
    String rule = "malformed kind=" + kind;
    drop(Duration.ZERO, rule, "203.0.113.7", "/news", BROWSER, " referer=\"http://h/\"");
    drop(Duration.ofHours(5), rule, "203.0.113.7", "/news", BROWSER, "");
    assertThat(findings())
        .hasSize(2)
        .allSatisfy(
            finding ->
                assertThat(suggested(finding))
                    .startsWith("drop444.rule.malformed.not-malformed = " + kind)
                    .noneMatch(line -> line.contains("not-path")));
  }

  @Test
  void whatTheApplicationItselfSays() throws IOException {
    drop(Duration.ZERO, "app-signal", "203.0.113.7", "/news", BROWSER, "");
    drop(Duration.ofHours(5), "app-signal", "203.0.113.7", "/news", BROWSER, "");
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(suggested(finding))
                    .containsExactly("drop444.allow = 203.0.113.7", "drop444.app-signal = none"));
  }

  /** Each rule of each preset, and each address and path that may be suggested. */
  @ParameterizedTest
  @CsvSource({
    "scanners, request",
    "malformed, malformed",
    "malformed, request",
    "slow-head, slow",
    "probes, response",
    "foreign-pages, response",
    "repeat, outcome",
    "repeat-malformed, outcome",
    "ai-crawlers, request",
    "overload, request",
    "overload-accept, accept",
    "own, request"
  })
  void everySuggestionIsASetting(String rule, String gate) throws IOException {
    String action = "action=drop gate=" + gate;
    List<String> paths =
        List.of("/", "/a", "/a/", "/.well-known/x", "/a.b-c_d~e/f@g:h=i&j+k", "/A/9.php");
    int n = 0;
    for (String path : paths) {
      String address = ++n % 2 == 0 ? "203.0.113." + n : "2001:db8::" + n;
      String referer = " referer=\"http://www.example.org/\"";
      line(Duration.ZERO, action, rule, address, path, BROWSER, referer);
      line(Duration.ofHours(4), action, rule, address, path, BROWSER, "");
      for (String agent : List.of(GOOGLEBOT, "bingbot/2", "Yahoo! Slurp/1", "WhatsApp/2")) {
        line(Duration.ofHours(4), action, rule, address + n, path, agent, "");
      }
    }
    assertThat(findings())
        .extracting(Finding::kind)
        .contains(Kind.REFERRED, Kind.LIGHT, Kind.CRAWLER);
    boolean seesPaths = gate.startsWith("re");
    assertThat(checked).anyMatch(line -> line.startsWith("drop444.allow"));
    assertThat(checked.stream().anyMatch(line -> line.contains(".not-path = /")))
        .isEqualTo(seesPaths);
  }

  @Test
  void nothingStandsOut() throws IOException {
    for (int i = 0; i < 100; i++) {
      drop(Duration.ofSeconds(i), "scanners", "203.0.113.7", "/?id=" + i, "sqlmap/1.8", "");
    }
    assertThat(findings()).isEmpty();
  }
}
