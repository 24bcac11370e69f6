package dev.drop444.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads after a mistake. */
class ConfigurationProblemsTest {

  private final Path directory;

  ConfigurationProblemsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static String problems(Loaded loaded) {
    return loaded.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  /** One system property; the key, the value, and the whole problem without its place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mod | monitor | there is no such key; did you mean drop444.mode?",
        "MODE | monitor | there is no such key; did you mean drop444.mode?",
        "max_bans | 5 | there is no such key; did you mean drop444.max-bans?",
        "path | /x | there is no such key; did you mean drop444.rule.<name>.path?",
        "something-else | 1 | there is no such key",
        "mode | monitr | expected enforce, monitor or off; did you mean monitor?",
        "mode | Enforce | expected enforce, monitor or off; did you mean enforce?",
        "mode | 444 | expected enforce, monitor or off",
        "close | reset | expected fin or rst",
        "preset | standart | expected a list of standard, strict, ai-crawlers, overload or none; did you mean standard?",
        "preset | none,standard | expected none alone, or other presets",
        "ipv4-prefix | 33 | expected a whole number from 0 to 32",
        "ipv6-prefix | a | expected a whole number from 0 to 128",
        "max-bans | 0 | expected a whole number from 1 to 10000000",
        "max-bans | 99999999999 | expected a whole number from 1 to 10000000",
        "spare-loopback | yes | expected true or false",
        "malformed.max-arguments | 0 | expected a whole number from 1 to 1000000000",
        "malformed.max-argument | 9 | there is no such key; did you mean"
            + " drop444.malformed.max-arguments?",
        "malformed.allowed-methods | GE T | expected a method, but it has a character that none can"
            + " have, or more than 64",
        "malformed.forbidden-headers | x:y | expected a header name, but it has a character that"
            + " none can have, or more than 64",
        "malformed.restricted-suffixes | tar.gz | expected a suffix, but it is empty, longer than"
            + " 16, or has a character that no suffix can have",
        "malformed.restricted-suffixes | . | expected a suffix, but it is empty, longer than"
            + " 16, or has a character that no suffix can have",
        "malformed.allowed-content-types | json | expected a media type, but it has no slash",
        "malformed.allowed-charsets | utf 8 | expected a charset, but it has a character that none"
            + " can have, or more than 64",
        "rule.x.overload | workers>90 | expected workers>90%, queue>200, heap>90% or cpu>95%, but"
            + " workers is a percentage",
        "rule.x.pth | /x | a rule has no such facet; did you mean drop444.rule.x.path?",
        "rule.x.useragent | * | a rule has no such facet; did you mean drop444.rule.x.user-agent?",
        "rule.x.not-action | drop | a rule has no such facet; did you mean drop444.rule.x.action?",
        "rule.x.header | a | a rule has no such facet; did you mean drop444.rule.x.header.<name> in"
            + " lower case?",
        "rule.x.header.X-Y | a | a rule has no such facet; did you mean"
            + " drop444.rule.x.header.<name> in lower case?",
        "rule.x.pfad | a | a rule has no such facet",
        "rule.x | a | expected rule.<name>.<facet> with a name of lower-case letters, digits and"
            + " dashes, at most 64, other than allow, deny and app-signal",
        "rule.My_Rule.path | /x | expected rule.<name>.<facet> with a name of lower-case letters,"
            + " digits and dashes, at most 64, other than allow, deny and app-signal",
        "rule.deny.path | /x | expected rule.<name>.<facet> with a name of lower-case letters,"
            + " digits and dashes, at most 64, other than allow, deny and app-signal",
        "rule.x.path | /a\\ | expected a glob, but a pattern cannot end with a single backslash",
        "rule.x.host | a.example:80 | expected a glob, but a host is compared without its port;"
            + " leave the port out",
        "rule.x.bantime | 10 | expected a duration: a whole number and ms, s, m, h, d or w, as in"
            + " 10m",
        "rule.x.bantime | 0s | expected a duration: a whole number and ms, s, m, h, d or w, as in"
            + " 10m",
        "rule.x.bantime | 11y | expected a duration: a whole number and ms, s, m, h, d or w, as in"
            + " 10m",
        "rule.x.protocol | http/1.1 | expected a list of HTTP/0.9, HTTP/1.0, HTTP/1.1, HTTP/2 or"
            + " HTTP/3; did you mean HTTP/1.1?",
        "rule.x.scheme | ftp | expected http or https",
        "rule.x.port | 80-70 | expected a number (80), a range (1-1024) or a bound (>1000, <=10),"
            + " but no number lies in it",
        "rule.x.content-length | 10MB | expected a number (80), a range (1-1024) or a bound (>1000,"
            + " <=10), but this is no number",
        "rule.x.missing-header | a b | expected the name of a header field",
        "rule.x.bot | scaner | expected a list of scanner, ai-crawler, seo, search-engine,"
            + " http-library, monitoring, social-preview, feed-reader, webhook, security,"
            + " advertising, archiver, academic, browser-automation, other, impostor or verified;"
            + " did you mean scanner?",
        "rule.x.malformed | host-mising | expected a list of any, strict, and kinds from the tables"
            + " below; did you mean host-missing?",
        "rule.x.enforce | 25 | expected a percentage from 0% to 100%, as in 25% or 0.5%",
        "rule.x.slow.head | 30 | expected a duration: a whole number and ms, s, m, h, d or w, as in"
            + " 10m",
        "rule.x.not-slow.head | 30s | a rule has no such facet; did you mean"
            + " drop444.rule.x.slow.head?",
        "rule.x.slow.body | 500 | expected a rate: a whole number and B/s, kB/s or MB/s, as in"
            + " 500B/s",
        "rule.x.slow.body | 0B/s | expected a rate: a whole number and B/s, kB/s or MB/s, as in"
            + " 500B/s",
        "rule.x.slow.body | 2000MB/s | expected a rate: a whole number and B/s, kB/s or MB/s, as in"
            + " 500B/s",
        "rule.slow-head.path | /x | a rule with slow.head can look at ip and port only, for of a"
            + " head that is not complete path is not known; write a second rule",
        "rule.slow-head.not-method | GET | a rule with slow.head can look at ip and port only, for"
            + " of a head that is not complete method is not known; write a second rule",
        "rule.slow-head.slow.body | 5B/s | a rule with slow.head can look at ip and port only, for"
            + " of a head that is not complete slow.body is not known; write a second rule",
        "rule.slow-head.action | respond | a rule about slow requests cannot respond; leave out with"
            + " not-ip or not-path what may be slow",
        "rule.slow-head.action | allow | a rule about slow requests cannot allow; leave out with"
            + " not-ip or not-path what may be slow",
        "enforce | 101% | expected a percentage from 0% to 100%, as in 25% or 0.5%",
        "client-address-header | a b | expected X-Forwarded-For, Forwarded or the name of a header"
            + " with one address",
        "rule.x.rate | 100 | expected a number and a time, as in 100/s, 5/m or 20/10s, with s, m, h"
            + " or d; at most 1000000/s and 31d, but there is no time with one of these units",
        "rule.x.rate | many/s | expected a number and a time, as in 100/s, 5/m or 20/10s, with s, m,"
            + " h or d; at most 1000000/s and 31d, but this is no number from 1 to 999999999",
        "rule.x.key | client+path | the rule x has a key, and nothing that is counted by it;"
            + " expected rate or requests, too",
        "rule.x.key | cookie | expected client, prefix/24/48, path, host, method or header.<name>, or"
            + " some of them joined with +, but there is no key cookie",
        "rule.x.burst | 10 | the rule x has a burst, and no rate; expected rate, too",
        "rule.x.burst | 0 | expected a whole number from 1 to 1000000",
        "rule.x.requests | 0 | expected a whole number from 1 to 1000000",
        "rule.x.connections | all | expected a whole number from 1 to 1000000",
        "rule.x.not-rate | 1/s | a rule has no such facet; did you mean drop444.rule.x.rate?",
        "max-rates | 10 | expected a whole number from 1000 to 10000000",
        "rule.x.action | block | expected drop, allow, monitor, ban or respond",
        "rule.x.strike | malformed | the rule x counts hits of other rules (strike), and nothing is"
            + " left to drop then; expected action=ban or monitor",
        "rule.x.maxretry | 0 | expected a whole number from 1 to 1000",
        "rule.x.distinct | host | expected path",
        "app-signal | 200 | expected a whole number from 400 to 599, or none",
        "rule.x.action | drop | the rule x has no condition and would hit every request; expected"
            + " at least one, such as path",
        "rule.scaners.action | monitor | the rule scaners has no condition and would hit every"
            + " request; expected at least one, such as path; did you mean the rule scanners?",
      })
  void systemProperties(String key, String value, String expected) {
    Loaded loaded = Configurations.load(key, value);
    String quoted = "\"" + value.replace("\\", "\\\\") + "\"";
    assertThat(problems(loaded))
        .isEqualTo("drop444." + key + " = " + quoted + " (system property): " + expected);
    assertThat(loaded.configuration()).isEmpty();
  }

  @Test
  void aBodyThatIsStillComingHasNoResponse() {
    assertThat(problems(Configurations.load("rule.x.slow.body", "5B/s", "rule.x.status", "404")))
        .isEqualTo(
            "drop444.rule.x.status = \"404\" (system property): a rule with slow.body cannot look at"
                + " status, for while the body comes it is not known; write a second rule");
    assertThat(problems(Configurations.load("rule.slow-head.strike", "scanners")))
        .contains("of a head that is not complete strike is not known");
  }

  /** Agent arguments, and what they say of the rule x. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rule.x.rate=1/s,rule.x.requests=3 | has more than one of rate, requests and connections;"
            + " expected a rule for each",
        "rule.x.connections=1,rule.x.requests=3 | has more than one of rate, requests and"
            + " connections; expected a rule for each",
        "rule.x.rate=1/s,rule.x.action=allow | allows what exceeds its limit; expected another"
            + " action, such as drop",
        "rule.x.rate=1/s,rule.x.strike=y,rule.x.action=ban | limits hits of other rules (strike);"
            + " expected maxretry and findtime for that",
        "rule.x.requests=1,rule.x.status=404 | looks at responses, after which a request is over;"
            + " expected no requests",
        "rule.x.rate=1/d,rule.x.burst=1000 | has a burst that takes more than a year to come again;"
            + " expected a smaller one",
        "rule.x.connections=5,rule.x.key=path | has a key, and nothing that is counted by it;"
            + " expected rate or requests, too",
      })
  void limitsThatContradictThemselves(String arguments, String problem) {
    Loaded loaded =
        Configuration.load(Sources.of(arguments, new Properties(), Map.of(), directory));
    assertThat(problems(loaded)).endsWith("(agent argument): the rule x " + problem);
    assertThat(loaded.problems()).hasSize(1);
  }

  @Test
  void everyWrongElementOfAListIsNamed() {
    assertThat(problems(Configurations.load("deny", "203.0.113.0/24,example.com,10.0.0.1/8")))
        .isEqualTo(
            "drop444.deny = \"example.com\" (system property): expected an IPv4 or IPv6 address, a"
                + " CIDR (203.0.113.0/24) or a range (203.0.113.1-203.0.113.9), but a host name is"
                + " never resolved; write its addresses\n"
                + "drop444.deny = \"10.0.0.1/8\" (system property): expected an IPv4 or IPv6"
                + " address, a CIDR (203.0.113.0/24) or a range (203.0.113.1-203.0.113.9), but the"
                + " address has bits set beyond its prefix; write the network's first address, or"
                + " /32 for this one");
  }

  @Test
  void allProblemsOfAllSourcesAreReportedAtOnceWithTheirPlaces() throws IOException {
    Path list =
        Files.writeString(directory.resolve("bad.txt"), "203.0.113.1\n\n# fine\nnobody ; x\n");
    Path file =
        Files.writeString(
            directory.resolve("drop444.properties"),
            "# comment\ndrop444.deny = @bad.txt\nclose = \\\n   slow\nclose=fin\nconfig=other\n");
    Properties properties = new Properties();
    properties.setProperty("drop444.mod", "x");
    Loaded loaded =
        Configuration.load(
            Sources.of(
                "config=" + file + ",h2=streams",
                properties,
                Map.of("DROP444_ALOW", "1.2.3.4", "DROP444_RULE_A_PTH", "/x", "PATH", "/bin"),
                directory));
    assertThat(loaded.problems().stream().map(Problem::toString))
        .containsExactlyInAnyOrder(
            "drop444.h2 = \"streams\" (agent argument): expected stream or connection; did you"
                + " mean stream?",
            "drop444.mod = \"x\" (system property): there is no such key; did you mean"
                + " drop444.mode?",
            "DROP444_ALOW = \"1.2.3.4\" (environment variable): no key is spelt like this; did you"
                + " mean DROP444_ALLOW?",
            "DROP444_RULE_A_PTH = \"/x\" (environment variable): no key is spelt like this; did you"
                + " mean DROP444_RULE_A_PATH?",
            "drop444.close = \"slow\" (" + file + " line 3): expected fin or rst",
            "drop444.close = \"fin\" ("
                + file
                + " line 5): the key is already set at "
                + file
                + " line 3",
            "drop444.config = \"other\" (" + file + " line 6): a file cannot name another one");
    assertThat(loaded.warnings().stream().map(Problem::toString))
        .containsExactly(
            "drop444.deny = \"@bad.txt\" ("
                + list
                + " line 4): a host name is never resolved; write its addresses; the other lines"
                + " count");
    assertThat(loaded.report())
        .startsWith("drop444: 7 problems in the configuration, and nothing of it is in force:\n")
        .endsWith("would start it unprotected.)\n");
    assertThat(loaded.onConfigError()).isEqualTo(OnConfigError.STOP);
  }

  @Test
  void aWrongEnvironmentVariableIsNamed() {
    Loaded loaded =
        Configuration.load(
            Sources.of(null, new Properties(), Map.of("DROP444_MODE", "loud"), directory));
    assertThat(problems(loaded))
        .isEqualTo(
            "drop444.mode = \"loud\" (environment variable DROP444_MODE): expected enforce, monitor"
                + " or off");
  }

  @Test
  void missingAndUnreadableFilesAreProblems() throws IOException {
    Files.write(directory.resolve("latin1.properties"), new byte[] {'a', '=', (byte) 0xe9});
    Files.writeString(directory.resolve("escape.properties"), "\nmode=\\u00zz\n");
    for (String[] each :
        new String[][] {
          {"config=none.properties", "there is no such file"},
          {"config=latin1.properties", "the file is not UTF-8"},
          {"config=escape.properties", "malformed \\uxxxx in line 2"},
          {"deny=@none.txt", "none.txt\": there is no such file"},
        }) {
      Loaded loaded =
          Configuration.load(Sources.of(each[0], new Properties(), Map.of(), directory));
      assertThat(loaded.problems()).as(each[0]).hasSize(1);
      assertThat(problems(loaded)).contains(each[1]);
    }
  }

  @Test
  void brokenAgentArgumentsAreProblems() {
    for (String[] each :
        new String[][] {
          {"monitor", "monitor (agent argument): expected key=value"},
          {"deny='1.2.3.4", "expected a closing quote"},
          {"deny='1.2.3.4'x,mode=off", "expected a closing quote, and after it a comma"},
          {"mode=off,mode=monitor", "the key is already set at agent argument"},
        }) {
      Loaded loaded =
          Configuration.load(Sources.of(each[0], new Properties(), Map.of(), directory));
      assertThat(problems(loaded)).as(each[0]).contains(each[1]);
    }
  }

  @Test
  void valuesAreEscapedAndBounded() {
    String problem = problems(Configurations.load("mode", "\u001b[31m\"\n" + "x".repeat(500)));
    assertThat(problem).contains("\"\\u001b[31m\\\"\\u000a" + "x".repeat(93) + "...\"");
    assertThat(problem).doesNotContain("\u001b").doesNotContain("\n");
  }

  @Test
  void thereAreNeverMoreProblemsThanAnybodyReads() {
    Loaded loaded = Configurations.load("deny", "x,".repeat(1000));
    assertThat(loaded.problems()).hasSize(Problems.MOST + 1);
    assertThat(loaded.report()).contains("and 900 more");
  }

  @Test
  void onConfigErrorIsHonouredWhereItCanBeRead() {
    Loaded off = Configurations.load("on-config-error", "off", "mode", "x");
    assertThat(off.onConfigError()).isEqualTo(OnConfigError.OFF);
    assertThat(off.report()).contains("WITHOUT protection");
    assertThat(Configurations.load("on-config-error", "of", "mode", "x").onConfigError())
        .isEqualTo(OnConfigError.STOP);
  }
}
