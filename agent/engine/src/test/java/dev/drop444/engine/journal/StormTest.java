package dev.drop444.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.Head;
import dev.drop444.engine.MovableTime;
import dev.drop444.engine.RecordingLogger;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.Decision.Word;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A flood of drops: the disk stays quiet, and no drop is missing from the sums. */
class StormTest {

  private static final Pattern MORE = Pattern.compile(" more=(\\d+) ");

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Journal journal(int capacity, int first, int rate) {
    Journal journal = new Journal(() -> log, time, capacity);
    journal.follow(new LogTerms(LogFormat.TEXT, true, first, rate));
    return journal;
  }

  private void happens(Journal journal, Word word, String rule, String client) {
    if (journal.admits("enforce", Gate.REQUEST, word, rule, Addresses.of(client))) {
      Decision decision =
          new Decision(
              time.currentTimeMillis(),
              "enforce",
              Gate.REQUEST,
              word,
              rule,
              null,
              Addresses.of(client),
              0);
      journal.write(new Drop(decision, null, Head.get("/"), 0));
    }
  }

  private List<String> linesOf(String rule, boolean full) {
    return log.lines().stream()
        .filter(line -> line.contains("rule=" + rule + " ") && line.contains("request=") == full)
        .collect(Collectors.toList());
  }

  /** The full lines and what the others say there was more. */
  private long sum(String rule) {
    long sum = linesOf(rule, true).size();
    for (String line : linesOf(rule, false)) {
      Matcher more = MORE.matcher(line);
      assertThat(more.find()).as(line).isTrue();
      sum += Long.parseLong(more.group(1));
    }
    return sum;
  }

  @Test
  void theFirstOfEachClientAndRuleAppearInFull() {
    try (Journal journal = journal(10_000, 5, 1_000)) {
      for (int i = 0; i < 1_000; i++) {
        happens(journal, Word.DROP, "a", "203.0.113." + i % 10);
        happens(journal, Word.DROP, "b", "203.0.113.1");
      }
    }
    assertThat(linesOf("a", true)).hasSize(50);
    assertThat(linesOf("b", true)).hasSize(5);
    assertThat(sum("a")).isEqualTo(1_000);
    assertThat(sum("b")).isEqualTo(1_000);
    assertThat(linesOf("b", false))
        .last()
        .asString()
        .contains("mode=enforce action=drop gate=request rule=b more=")
        .endsWith("last-client=203.0.113.1");
  }

  @Test
  void afterAMinuteTheyAreFirstAgain() {
    try (Journal journal = journal(10_000, 2, 1_000)) {
      for (int minute = 0; minute < 3; minute++) {
        for (int i = 0; i < 4; i++) {
          happens(journal, Word.DROP, "a", "203.0.113.1");
        }
        time.advance(Duration.ofMinutes(1));
      }
    }
    assertThat(linesOf("a", true)).hasSize(6);
    assertThat(sum("a")).isEqualTo(12);
  }

  @Test
  void manyClientsAreHeldToTheRate() {
    try (Journal journal = journal(100_000, 5, 20)) {
      IntStream.range(0, 50_000)
          .forEach(i -> happens(journal, Word.DROP, "a", "10.1." + i / 256 + "." + i % 256));
      time.advance(Duration.ofSeconds(1));
      happens(journal, Word.DROP, "a", "192.0.2.2");
    }
    assertThat(linesOf("a", true)).hasSize(21);
    assertThat(sum("a")).isEqualTo(50_001);
  }

  /** A ban is said however many drops went before it. */
  @Test
  void bansAreNotCountedAmongDrops() {
    try (Journal journal = journal(10_000, 1, 1_000)) {
      for (int i = 0; i < 10; i++) {
        happens(journal, Word.DROP, "a", "203.0.113.1");
      }
      happens(journal, Word.BAN, "a", "203.0.113.1");
    }
    assertThat(linesOf("a", true)).hasSize(2).last().asString().contains("action=ban");
    assertThat(sum("a")).isEqualTo(11);
  }

  /** What the queue has no room for is counted, too. */
  @Test
  void aFullQueueLosesNoCount() {
    try (Journal journal = journal(3, 255, 100_000)) {
      for (int i = 0; i < 10_000; i++) {
        happens(journal, Word.DROP, "a", "10.1." + i / 256 + "." + i % 256);
      }
    }
    assertThat(sum("a")).isEqualTo(10_000);
    assertThat(log.lines()).noneMatch(line -> line.contains("lost"));
  }

  @Test
  void withoutDropsTheLogHasNotices() {
    Journal journal = new Journal(() -> log, time, 10);
    journal.follow(new LogTerms(LogFormat.TEXT, false, 5, 50));
    try (journal) {
      happens(journal, Word.DROP, "a", "203.0.113.1");
      journal.info("said");
    }
    assertThat(log.lines()).hasSize(1).first().asString().contains("said");
  }

  @Test
  void anObjectALine() {
    Journal journal = new Journal(() -> log, time, 10);
    journal.follow(new LogTerms(LogFormat.JSON, true, 5, 50));
    try (journal) {
      Decision decision =
          new Decision(
              time.currentTimeMillis(),
              "enforce",
              Gate.RESPONSE,
              Word.RESPOND,
              "r",
              null,
              Addresses.of("2001:db8::1"),
              444);
      Head head = Head.of("GET", "/\"\\\n\u20ac").agent("{}").withoutHost().from(null);
      head.with("referer", "\u00e9\"");
      journal.write(new Drop(decision, null, head, 404));
    }
    assertThat(log.lines())
        .containsExactly(
            "INFO {\"time\":\"2026-11-23T10:00:00.000Z\",\"mode\":\"enforce\",\"action\":\"respond\","
                + "\"gate\":\"response\",\"rule\":\"r\",\"answer\":444,"
                + "\"client\":\"2001:db8:0:0:0:0:0:1\",\"method\":\"GET\","
                + "\"target\":\"/\\\"\\\\\\u000a\\u20ac\",\"protocol\":\"HTTP/1.1\","
                + "\"user-agent\":\"{}\",\"referer\":\"\\u00e9\\\"\",\"status\":404}");
  }
}
