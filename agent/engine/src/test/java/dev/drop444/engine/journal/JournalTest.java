package dev.drop444.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.Head;
import dev.drop444.engine.MovableTime;
import dev.drop444.engine.RecordingLogger;
import dev.drop444.engine.gate.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalTest {

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Drop drop(Head head) {
    return new Drop(
        new Decision(
            time.currentTimeMillis(),
            "enforce",
            Gate.REQUEST,
            Decision.Word.DROP,
            "r",
            null,
            head.peer(),
            0),
        null,
        head,
        0);
  }

  private String line(Head head) {
    try (Journal journal = new Journal(() -> log, time, 10)) {
      journal.write(drop(head));
    }
    return log.lines().get(0);
  }

  @Test
  void textFromClientsIsEscaped() {
    String line =
        line(
            Head.of("G\u0000T", "/\r\ntime=forged\u0085\u2028\u202e\ud83d\ude00")
                .with("host", "a\" rule=\"x\\")
                .agent("{} %s ${jndi:ldap://x} \u001b[31m\u007f\u00e9"));
    assertThat(line)
        .endsWith(
            "request=\"G\\x00T /\\x0d\\x0atime=forged\\x85\\u2028\\u202e\\ud83d\\ude00 HTTP/1.1\""
                + " host=\"a\\\" rule=\\\"x\\\\\""
                + " user-agent=\"{} %s ${jndi:ldap://x} \\x1b[31m\\x7f\\xe9\"");
    assertThat(line.chars()).allMatch(c -> c >= ' ' && c <= '~');
  }

  @Test
  void textFromClientsIsBounded() {
    String line =
        line(
            Head.of("M".repeat(10_000), "/" + "\u20ac".repeat(100_000))
                .with("host", "h".repeat(10_000))
                .agent("u".repeat(10_000))
                .with("referer", "r".repeat(10_000)));
    assertThat(line)
        .contains("request=\"" + "M".repeat(Drop.MAX_METHOD) + "... /")
        .contains("\\u20ac".repeat(Drop.MAX_TARGET - 1) + "... HTTP/1.1\"")
        .contains("host=\"" + "h".repeat(Drop.MAX_HOST) + "...\"")
        .contains("user-agent=\"" + "u".repeat(Drop.MAX_USER_AGENT) + "...\"")
        .endsWith("referer=\"" + "r".repeat(Drop.MAX_REFERER) + "...\"");
    assertThat(line.length()).isLessThan(4_200);
  }

  @Test
  void whatIsAbsentIsADash() {
    assertThat(line(Head.get("/").withoutHost().from(null)))
        .contains("client=- peer=- request=\"GET / HTTP/1.1\" host=- user-agent=-")
        .doesNotContain("referer");
  }

  @Test
  void whereALinkWasFollowed() {
    assertThat(line(Head.get("/").agent("a").with("referer", "https://e.example/\" rule=\"x")))
        .endsWith(" user-agent=\"a\" referer=\"https://e.example/\\\" rule=\\\"x\"");
  }

  @Test
  void theRequestIsTakenDownBeforeTheCallEnds() {
    StringBuilder bytesOfTheServer = new StringBuilder("/first");
    try (Journal journal = new Journal(() -> log, time, 10)) {
      Drop drop = drop(Head.get(bytesOfTheServer));
      bytesOfTheServer.replace(0, 6, "/later");
      journal.write(drop);
    }
    assertThat(log.lines().get(0)).contains("GET /first ");
  }

  @Test
  void noThreadAndNoLoggerBeforeTheFirstEntry() {
    AtomicInteger asked = new AtomicInteger();
    List<Thread> writers = new CopyOnWriteArrayList<>();
    try (Journal journal =
        new Journal(
            () -> {
              asked.incrementAndGet();
              writers.add(Thread.currentThread());
              return log;
            },
            time,
            10)) {
      journal.refusals("test", Refusals.Kind.ACCEPT, "enforce", true, "r");
      assertThat(asked).hasValue(0);
      journal.warn("one");
      journal.info("two");
    }
    assertThat(asked).hasValue(1);
    assertThat(writers)
        .hasSize(1)
        .doesNotContain(Thread.currentThread())
        .allMatch(Thread::isDaemon)
        .noneMatch(Thread::isAlive);
    assertThat(log.lines())
        .containsExactly(
            "WARN time=2026-11-23T10:00:00.000Z level=warn notice=\"one\"",
            "INFO time=2026-11-23T10:00:00.000Z level=info notice=\"two\"");
  }

  @Test
  void whatDoesNotFitIsCountedAndNobodyWaits() throws InterruptedException {
    CountDownLatch full = new CountDownLatch(1);
    try (Journal journal =
        new Journal(
            () -> {
              await(full);
              return log;
            },
            time,
            5)) {
      journal.info("occupies the writer");
      for (int i = 0; i < 100; i++) {
        journal.info("line");
      }
      full.countDown();
    }
    long written = log.lines().stream().filter(line -> !line.contains("were lost")).count();
    // Whether the writer had taken the first one already decides between five and six.
    assertThat(written).isBetween(5L, 6L);
    assertThat(log.lines().get(log.lines().size() - 1))
        .contains("notice=\"" + (101 - written) + " log lines were lost\"");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aLogThatFailsOnceGoesOn() {
    AtomicInteger calls = new AtomicInteger();
    try (Journal journal =
        new Journal(
            () -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("no log yet");
              }
              return log;
            },
            time,
            10)) {
      journal.info("one");
      journal.info("two");
    }
    assertThat(String.join("\n", log.lines())).contains("two").contains("1 log lines were lost");
  }

  private String said(Tally tally) {
    LogLine line = LogFormat.TEXT.line(time.currentTimeMillis());
    tally.say(time.nanoTime(), line);
    return line.toString();
  }

  @ParameterizedTest
  @CsvSource({"true, refuse", "false, would-refuse"})
  void refusalsAreSummedUp(boolean enforced, String action) {
    Journal journal = new Journal(() -> log, time, 10);
    Refusals refusals = journal.refusals("test", Refusals.Kind.ACCEPT, "enforce", enforced, "deny");
    assertThat(journal.refusals("test", Refusals.Kind.ACCEPT, "enforce", enforced, "deny"))
        .isSameAs(refusals);
    assertThat(refusals.due(time.nanoTime())).isEqualTo(Long.MAX_VALUE);
    journal.close();
    for (int i = 0; i < 3; i++) {
      refusals.add(Addresses.of("203.0.113." + i));
    }
    assertThat(refusals.due(time.nanoTime())).isZero();
    assertThat(said(refusals))
        .isEqualTo(
            "time=2026-11-23T10:00:00.000Z mode=enforce action="
                + action
                + " gate=accept rule=deny count=3 total=3 last-peer=203.0.113.2 server=test");
    assertThat(refusals.due(time.nanoTime())).isEqualTo(Long.MAX_VALUE);
    refusals.add(Addresses.of("203.0.113.9"));
    assertThat(refusals.due(time.nanoTime())).isEqualTo(Duration.ofMinutes(1).toNanos());
    time.advance(Duration.ofMinutes(2));
    assertThat(refusals.due(time.nanoTime())).isZero();
    assertThat(said(refusals)).contains("count=1 total=4 last-peer=203.0.113.9");
  }

  @Test
  void aFloodAtAcceptIsTwoLinesAMinute() {
    try (Journal journal = new Journal(() -> log, time, 10)) {
      Refusals refusals = journal.refusals("test", Refusals.Kind.ACCEPT, "enforce", true, "deny");
      for (int i = 0; i < 100_000; i++) {
        refusals.add(Addresses.of("203.0.113.7"));
      }
    }
    // The first is said at once; closing says the rest.
    assertThat(log.lines()).hasSizeBetween(1, 2);
    assertThat(log.lines().get(log.lines().size() - 1)).contains("total=100000");
  }

  @Test
  void faultsOfDifferentKindsAreToldApartAndBounded() {
    try (Journal journal = new Journal(() -> log, time, 10_000)) {
      Faults faults = new Faults(journal, time);
      faults.report("a", new IllegalStateException(new Error("why")));
      faults.report("b", new IllegalStateException());
      faults.report("a", new IllegalArgumentException());
      for (int i = 0; i < 1000; i++) {
        faults.report("hook " + i, new IllegalStateException());
      }
      assertThat(faults.counts()).hasSizeLessThanOrEqualTo(257);
      assertThat(faults.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(1003);
    }
    assertThat(log.lines().get(0))
        .contains("fault=\"a\"")
        .contains("error=\"java.lang.IllegalStateException: java.lang.Error: why\"")
        .contains("cause=\"java.lang.Error: why\"")
        .contains("JournalTest");
  }
}
