package dev.drop444.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {

  private final Path directory;

  CheckTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Check check(String arguments) {
    return Check.of(Sources.of(arguments, new Properties(), Map.of(), directory));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "preset=strict,ai-crawlers",
        "rule.a.path=/a/**,rule.a.not-path=/a/b/**,rule.b.path=/a/b/**",
        "rule.a.path=/a,rule.a.action=monitor,rule.b.path=/a",
        "rule.a.path=/a,rule.a.method=GET,rule.b.path=/a",
        "rule.a.path=*.php,rule.b.path=b.php",
        "rule.a.not-ip=10.0.0.0/8,rule.b.ip=10.0.0.0/8",
        "rule.a.malformed=syntax,rule.a.ip=10.0.0.0/8,rule.a.port=1-1024",
        "rule.a.malformed=any,rule.a.path=/api/**",
        "rule.z.path=/a,rule.z.order=1,rule.b.path=/a/*",
        "rule.a.rate=1/s,rule.b.rate=1/s,rule.c.requests=9,rule.d.connections=9",
        "rule.a.rate=1/s,rule.a.malformed=syntax,rule.a.action=ban",
        "rule.a.rate=1/s,rule.a.path=/a,rule.b.path=/a",
        "rule.a.connections=20,rule.b.connections=10",
        "rule.a.rate=5/m,rule.a.status=404,rule.a.key=client+path",
        "rule.a.slow.head=10s,rule.a.port=8443,rule.a.not-ip=10.0.0.0/8",
        "rule.slow-head.enabled=false,rule.slow-head.path=/x",
        "rule.a.port=80,rule.b.slow.head=10s,rule.b.port=80",
        "rule.a.slow.body=500B/s,rule.a.path=/x,rule.b.path=/x",
        "rule.a.slow.body=500B/s,rule.b.slow.body=1kB/s",
        "rule.a.slow.body=500B/s,rule.a.slow.grace=20s,rule.b.slow.body=100B/s",
        "rule.z.slow.head=10s",
        "preset=standard,overload",
        "rule.a.ip=192.0.2.1,rule.a.action=respond,rule.b.ip=192.0.2.1",
        "rule.a.overload=workers>95%,rule.b.overload=workers>90%",
        "rule.a.overload=workers>90%,rule.a.path=/x,rule.b.overload=workers>95%",
        "rule.a.overload='workers>90%,queue>5',rule.a.not-overload=queue>100",
      })
  void nothingIsSaidAgainstWhatMakesSense(String arguments) {
    Check check = check(arguments);
    assertThat(check.problems()).isEmpty();
    assertThat(check.warnings()).isEmpty();
    assertThat(check.toString()).startsWith("The configuration is good: mode=enforce, rules: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule.a.path=/x,rule.a.not-path=* | the rule a never holds: path=/x and not-path=* exclude"
            + " each other",
        "rule.a.path=/x/y,rule.a.not-path=/x/** | the rule a never holds: path=/x/y and"
            + " not-path=/x/** exclude each other",
        "rule.a.header.x=q,rule.a.not-header.x=Q* | the rule a never holds: header.x=q and"
            + " not-header.x=Q* exclude each other",
        "rule.a.port=80,rule.a.not-port=1-1024 | the rule a never holds: port=80 and"
            + " not-port=1-1024 exclude each other",
        "rule.a.malformed=syntax,rule.a.path=/x | the rule a never holds: its kinds of malformed are"
            + " those that the server refuses, and of such a request path=/x cannot be known",
        "rule.a.path=@empty.txt | the rule a never holds: path=@empty.txt names nothing",
        "rule.a.path=/x/**,rule.b.path=/x/y | the rule b never decides: the rule a (drop) is tried"
            + " before it and holds whenever it does",
        "rule.a.path=/x,rule.a.action=allow,rule.b.path=/x,rule.b.method=GET | the rule b never"
            + " decides: the rule a (allow) is tried before it and holds whenever it does",
        "rule.a.content-length=>10,rule.b.content-length=20-30 | the rule b never decides: the rule"
            + " a (drop) is tried before it and holds whenever it does",
        "rule.a.path=/a/**,rule.b.path=/a/b,rule.b.rate=1/s | the rule b never decides: the rule a"
            + " (drop) is tried before it and holds whenever it does",
        "rule.a.connections=10,rule.b.connections=20,rule.b.port=80 | the rule b never decides: the"
            + " rule a (drop) is tried before it and holds whenever it does",
        "rule.a.rate=1/s,rule.a.malformed=syntax,rule.a.key=path | the rule a never holds: its kinds"
            + " of malformed are those that the server refuses, and of such a request"
            + " rate=1/s,burst=1,key=path cannot be known",
        "rule.a.rate=1/s,rule.a.path=/none | the rule a never holds: path=/none and"
            + " not-exempt-paths=/none exclude each other",
        "rule.a.not-method=GET,rule.b.not-method='GET,POST' | the rule b never decides: the rule a"
            + " (drop) is tried before it and holds whenever it does",
        "rule.a.slow.head=20s | the rule slow-head never decides: the rule a (drop) is tried before"
            + " it and holds whenever it does",
        "rule.a.ip=192.0.2.1,rule.b.ip=192.0.2.1,rule.b.slow.head=9s | the rule b never decides: the"
            + " rule a (drop) is tried before it and holds whenever it does",
        "rule.a.path=/x,rule.b.path=/x,rule.b.slow.body=500B/s | the rule b never decides: the rule"
            + " a (drop) is tried before it and holds whenever it does",
        "rule.a.slow.body=500B/s,rule.b.slow.body=100B/s | the rule b never decides: the rule a"
            + " (drop) is tried before it and holds whenever it does",
        "rule.a.slow.body=500B/s,rule.a.malformed=syntax | the rule a never holds: its kinds of"
            + " malformed are those that the server refuses, and of such a request"
            + " slow.body=500B/s cannot be known",
        "rule.a.overload=workers>100% | the rule a never holds: nothing can be as high as"
            + " overload=workers>100% says",
        "rule.a.overload='cpu>200%,queue>9' | the rule a: nothing can be as high as"
            + " overload=cpu>200% says",
        "rule.a.overload='heap>90%,cpu>90%',rule.b.overload=cpu>90%,rule.b.path=/x | the rule b"
            + " never decides: the rule a (drop) is tried before it and holds whenever it does",
        "rule.a.overload=cpu>90%,rule.a.not-overload=cpu>80% | the rule a never holds:"
            + " overload=cpu>90% and not-overload=cpu>80% exclude each other",
        "rule.a.overload=cpu>90%,rule.a.malformed=syntax | the rule a never holds: its kinds of"
            + " malformed are those that the server refuses, and of such a request"
            + " not-exempt-paths=/none cannot be known",
        "rule.a.overload=cpu>90%,rule.a.action=ban | the rule a bans whoever comes while the server"
            + " is overloaded, and not who overloads it; drop is enough",
        "rule.a.malformed=strict | the rule malformed never decides: the rule a (drop) is tried"
            + " before it and holds whenever it does",
      })
  void rulesThatCannotBeMeantAreNamed(String arguments, String warning) throws IOException {
    Files.writeString(directory.resolve("empty.txt"), "# nothing\n");
    Check check = check("exempt-paths=/none," + arguments);
    assertThat(check.isGood()).isTrue();
    assertThat(check.warnings()).containsExactly(warning);
  }

  @Test
  void brokenLinesOfAddressListsAreWarnings() throws IOException {
    Files.writeString(directory.resolve("deny.txt"), "192.0.2.1\nx\n");
    Check check = check("deny=@deny.txt");
    assertThat(check.isGood()).isTrue();
    assertThat(check.toString()).contains("warning: ").contains("deny.txt line 2");
  }

  @Test
  void everyProblemIsListed() {
    Check check = check("mode=x,close=y,rule.a.path=/a\\");
    assertThat(check.isGood()).isFalse();
    assertThat(check.problems()).hasSize(3);
    assertThat(check.toString()).endsWith("The configuration is wrong: problems: 3\n");
  }
}
