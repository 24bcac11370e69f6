package dev.drop444.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that nobody should trust: what cannot be read is counted, and nothing gets out of its
 * place.
 */
class HostileLogTest {

  private static final String HEAD =
      "time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=request rule=r client=203.0.113.7"
          + " peer=203.0.113.7";
  private static final String REST = " host=\"h\" user-agent=\"a\"";
  private static final String GOOD = HEAD + " request=\"GET /good HTTP/1.1\"" + REST;

  @TempDir private Path directory;

  HostileLogTest() {
    directory = Path.of("");
  }

  private Report report(String content) throws IOException {
    Path log = directory.resolve("drop.log");
    Files.write(log, content.getBytes(StandardCharsets.UTF_8));
    return Report.of(List.of(log), Progress.NONE);
  }

  static String page(Report report) throws IOException {
    StringBuilder page = new StringBuilder();
    report.writeTo(page);
    return page.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "\u0000\u0000\u0000",
        "\tat com.example.Some.stackTrace(Some.java:1)",
        "time=2026-11-23T10:00:00.000Z",
        "time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=request rule=r client=203.0",
        "time=2026-13-23T10:00:00.000Z mode=enforce action=drop gate=slow rule=r client=- peer=-",
        "time=9999-11-23T10:00:00.000Z mode=enforce action=drop gate=slow rule=r client=- peer=-",
        "time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=slow rule=R client=- peer=-",
        "time=2026-11-23T10:00:00.000Z mode=enforce action=burn gate=slow rule=r client=- peer=-",
        "time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=a rule=r client=x.com peer=-",
        "time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=a rule=r more=1e3 last-client=-",
        "time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=a rule=r more=-3 last-client=-",
        "time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=a rule=r more=182",
        "time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=a rule=r rule=s client=- peer=-",
        "time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=request rule=r client=- peer=- x",
        HEAD + " request=\"GET /half",
        HEAD + " request=\"GET /half HTTP/1.1\\",
        HEAD + " request=\"GET /half\\q HTTP/1.1\"",
        HEAD + " request=\"GET /half\\x4",
        HEAD + " request=\"GET\"" + REST,
        "{\"time\":\"2026-11-23T10:00:00.000Z\",\"mode\":\"enforce\",\"action\":\"drop\",\"gate\":\"a\"",
        "{\"time\":\"2026-11-23T10:00:00.000Z\",\"mode\":{},\"action\":\"drop\"}",
        "{}",
        "{",
        "{\"time\"",
        "{\"a\":\"\\u12\"}",
        "[1]",
        "=",
        "=\"\"",
        "a=",
      })
  void whatIsNoLineIsCounted(String line) throws IOException {
    Report report = report(GOOD + "\n" + line + "\n" + GOOD + "\n");
    assertThat(report.notUnderstood()).isEqualTo(1);
    assertThat(report.decisions()).isEqualTo(2);
    assertThat(page(report)).contains("1 line was not understood", "drop.log:2: ");
  }

  /** Some a killed process has left: the next one begins a line of its own. */
  @Test
  void halfALineAtTheEnd() throws IOException {
    Report report = report(GOOD + "\r\n\n" + GOOD.substring(0, GOOD.length() - 3));
    assertThat(report.notUnderstood()).isEqualTo(1);
    assertThat(report.decisions()).isEqualTo(1);
    assertThat(report(GOOD).decisions()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {60_000, 65_536, 65_537, 131_072, 131_073, 400_000})
  void longLines(int length) throws IOException {
    Report report = report(GOOD + "\n" + "x".repeat(length) + "\n" + GOOD + "\n" + GOOD);
    assertThat(report.notUnderstood()).isEqualTo(1);
    assertThat(report.decisions()).isEqualTo(3);
  }

  @Test
  void manyLinesThatAreTooLong() throws IOException {
    String content = ("y".repeat(100_000) + "\n" + GOOD + "\n").repeat(5) + "z".repeat(100_000);
    Report report = report(content);
    assertThat(report.notUnderstood()).isEqualTo(6);
    assertThat(report.decisions()).isEqualTo(5);
  }

  @Test
  void textOfClientsStaysText() throws IOException {
    String evil =
        "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>'\\\" style=\\\"x";
    String page =
        page(
            report(
                HEAD
                    + " kind="
                    + "<script>"
                    + " request=\"GET /"
                    + evil
                    + "\\u202e\\u2066\\x9b\\u200b\\ud800\\u0301 HTTP/1.1\" host=\""
                    + evil
                    + "\" user-agent=\""
                    + evil
                    + " Googlebot\" referer=\"http://x/"
                    + evil
                    + "\"\nnot a line: "
                    + "<script>\u202e\u0007\n"));
    assertThat(page)
        .doesNotContain("<script", "<img", "onerror=\"", " style=\"")
        .contains("/&lt;/title&gt;&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x")
        .contains("&#39;&quot; style=&quot;x")
        .contains("<i class=\"u\">U+202E</i><i class=\"u\">U+2066</i><i class=\"u\">U+009B</i>")
        .contains("<i class=\"u\">U+200B</i><i class=\"u\">U+D800</i><i class=\"u\">U+0301</i>");
    assertThat(page.codePoints().filter(c -> Character.getType(c) == Character.FORMAT)).isEmpty();
    assertThat(page.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
    // Whatever is asked for, if anything were: nothing has an address but the empty icon.
    assertThat(Pattern.compile("(?:src=|href=|url\\()[^>\\s]*").matcher(page).results())
        .extracting(result -> result.group())
        .allMatch(text -> text.equals("href=\"data:,\"") || text.startsWith("src=x"));
  }

  /** A suggestion is a line that somebody copies: nothing of a client's may become a setting. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a,/b", "/*", "/a?b", "/a\\\\ndrop444.mode=off", "/a b", "/a\\x0adrop444.allow=0.0.0.0/0",
        "/%2e", "/a;b", "//x", "/../x", "/a#b", "@/etc/passwd"
      })
  void onlyPlainPathsAreSuggested(String target) throws IOException {
    String line =
        HEAD + " request=\"GET " + target + " HTTP/1.1\"" + REST + " referer=\"http://h/x\"";
    String page = page(report(line));
    String path = target.equals("/a?b") ? "/a" : null;
    assertThat(page).contains("drop444.rule.r.missing-header = referer");
    if (path == null) {
      assertThat(page).doesNotContain("not-path");
    } else {
      assertThat(page).contains("drop444.rule.r.not-path = " + path + "</code>");
    }
  }
}
