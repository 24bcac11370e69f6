package dev.drop444.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.journal.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the agent writes is what the report reads: each kind of line, in both forms. */
class EngineLogTest {

  private static final String HOSTILE = "/<script>\u202e\u0000\"\\\r\n\u20ac\ud83d\ude00";

  @TempDir private Path directory;

  EngineLogTest() {
    directory = Path.of("");
  }

  private static List<String> everything(LogFormat format) {
    try (EngineLog log = new EngineLog(format)) {
      log.say("drop444 guards Tomcat");
      log.warn("list is old");
      log.request(
          Word.DROP,
          "scanners",
          "203.0.113.7",
          new Request(Request.address("203.0.113.7"), "/a?b")
              .with("user-agent", "sqlmap/1.8")
              .with("referer", "https://www.example.org/"));
      log.request(Word.BAN, "repeat", "203.0.113.7", new Request(null, HOSTILE));
      log.request(Word.WOULD_DROP, "fresh", "2001:db8::1", new Request(null, "/watched"));
      log.request(Word.RESPOND, "rate", "203.0.113.8", new Request(null, "/answered"));
      log.malformed("203.0.113.9", "\u0016\u0003 GET");
      log.slow("203.0.113.10");
      log.banAtAccept("203.0.113.11");
      log.refuse(true, "repeat", "203.0.113.7");
      log.refuse(false, "deny", "203.0.113.12");
      log.pass(Duration.ofMinutes(2));
      // A flood: five lines, and a summary of the others.
      for (int i = 0; i < 100; i++) {
        log.request(Word.DROP, "flooded", "198.51.100.1", new Request(null, "/flood"));
      }
      return log.lines();
    }
  }

  private String page(List<String> lines) throws IOException {
    Path log = Files.write(directory.resolve("drop.log"), lines);
    StringBuilder page = new StringBuilder();
    Report report = Report.of(List.of(log), Progress.NONE);
    report.writeTo(page);
    assertThat(report.notUnderstood()).isZero();
    return page.toString();
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void everyLineIsUnderstoodAndCounted(LogFormat format) throws IOException {
    String page = page(everything(format));
    assertThat(page)
        .contains("<strong>103</strong><b>dropped</b>")
        .contains("<strong>2</strong><b>banned</b>")
        .contains("<strong>1</strong><b>answered bare</b>")
        .contains("<strong>1</strong><b>refused</b>");
    String watched = page.substring(page.indexOf("Only watched: this would have happened"));
    assertThat(watched)
        .contains("<strong>1</strong><b>dropped</b>")
        .contains("<strong>1</strong><b>refused</b>");
    assertThat(page)
        .contains("mode <bdi>enforce</bdi>", "mode <bdi>monitor</bdi>")
        .contains("23 Nov 2026 10:00:00 – 23 Nov 2026 10:02:00 UTC · 2 min")
        // All but one of the flood's hundred, and the two that were refused.
        .contains("12 of 109 (11 %) have a line of their own")
        .contains("<bdi>198.51.100.0/24</bdi>", "<bdi>2001:db8::/48</bdi>")
        .contains("<bdi>tls-on-plain-port</bdi>")
        .contains("/&lt;script&gt;<i class=\"u\">U+202E</i><i class=\"u\">U+0000</i>&quot;\\")
        .contains("<i class=\"u\">U+000D</i><i class=\"u\">U+000A</i>\u20ac\ud83d\ude00")
        .contains("<bdi>list is old</bdi>")
        .doesNotContain("guards Tomcat");
  }

  @Test
  void textAndJsonTellTheSame() throws IOException {
    String text = page(everything(LogFormat.TEXT));
    String json = page(everything(LogFormat.JSON));
    assertThat(withoutColophon(json)).isEqualTo(withoutColophon(text));
  }

  private static String withoutColophon(String page) {
    return page.substring(0, page.indexOf("What was read"));
  }

  @Test
  void theyMayBeMixed() throws IOException {
    List<String> lines = new ArrayList<>(everything(LogFormat.TEXT));
    lines.addAll(everything(LogFormat.JSON));
    assertThat(page(lines)).contains("<strong>206</strong><b>dropped</b>");
  }
}
