package dev.drop444.engine.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.MovableTime;
import dev.drop444.engine.RecordingLogger;
import dev.drop444.engine.journal.Faults;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.overload.Alarm.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverloadWatchTest {

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();
  private final Journal journal = new Journal(() -> log, time, Journal.CAPACITY);
  private final Faults faults = new Faults(journal, time);
  private final Map<Signal, Double> jvm = new EnumMap<>(Signal.class);
  private final List<Signal> asked = new ArrayList<>();
  private final OverloadWatch watch = new OverloadWatch(time, journal, faults, this::reading);

  private Reading reading(Signal signal) {
    asked.add(signal);
    return () -> jvm.getOrDefault(signal, Double.NaN);
  }

  private static List<Alarm> alarms(String... thresholds) {
    return Stream.of(thresholds).map(Threshold::of).map(Alarm::new).collect(Collectors.toList());
  }

  private Alarm following(String threshold) {
    List<Alarm> alarms = alarms(threshold);
    watch.follow(alarms);
    return alarms.get(0);
  }

  private void seconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      time.advance(Duration.ofSeconds(1));
      watch.sample();
    }
  }

  @Test
  void aConnectorIsExhaustedIfNoThreadIsLeftAndTasksWait() {
    assertThat(watch.isExhausted()).isFalse();
    FakeWorkers workers = new FakeWorkers(10).busy(10);
    FakeWorkers virtualThreads = new FakeWorkers(0).busy(1_000).queued(5);
    watch.add(virtualThreads);
    watch.add(workers);
    assertThat(watch.isExhausted()).isFalse();
    workers.queued(1);
    assertThat(watch.isExhausted()).isTrue();
    workers.busy(9);
    assertThat(watch.isExhausted()).isFalse();
    workers.busy(10);
    workers.stop();
    assertThat(watch.isExhausted()).isFalse();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private List<String> lines() {
    journal.close();
    return log.lines();
  }

  @Test
  void nothingIsAskedWhereNoRuleAsks() {
    assertThat(watch.isNeeded()).isFalse();
    seconds(10);
    following("workers>90%");
    assertThat(watch.isNeeded()).isTrue();
    seconds(10);
    assertThat(asked).isEmpty();
    following("cpu>90%");
    seconds(10);
    assertThat(asked).containsExactly(Signal.CPU);
  }

  @Test
  void beginAndEndAreALineEach() {
    FakeWorkers workers = new FakeWorkers(200).busy(193);
    watch.add(workers);
    Alarm alarm = following("workers>90%");
    seconds(4);
    assertThat(alarm.state()).isEqualTo(State.RAISED);
    seconds(10);
    workers.busy(20);
    seconds(5);
    assertThat(alarm.state()).isEqualTo(State.RAISED);
    seconds(10);
    assertThat(alarm.state()).isEqualTo(State.LOWERED);
    assertThat(lines())
        .containsExactly(
            "WARN time=2026-11-23T10:00:04.000Z level=warn notice=\"overload begins: workers at"
                + " 96.5%, above 90% for 3 s; rules with overload=workers>90% act now\"",
            "INFO time=2026-11-23T10:00:20.000Z level=info notice=\"overload ends: workers at 10%,"
                + " not above 72% for 5 s; rules with overload=workers>90% have acted for 16 s\"");
  }

  @Test
  void theMostLoadedConnectorCounts() {
    watch.add(new FakeWorkers(200).busy(5).queued(3));
    FakeWorkers full = new FakeWorkers(10).busy(10).queued(0);
    watch.add(full);
    List<Alarm> alarms = alarms("workers>90%", "queue>2");
    watch.follow(alarms);
    seconds(4);
    assertThat(alarms).extracting(Alarm::state).containsOnly(State.RAISED);
    full.busy(0);
    seconds(6);
    assertThat(alarms).extracting(Alarm::state).containsExactly(State.LOWERED, State.RAISED);
  }

  @Test
  void threadsWithoutALimitAreNeverAllBusyButTasksMayWait() {
    watch.add(new FakeWorkers(0).busy(100_000).queued(500));
    List<Alarm> alarms = alarms("workers>1%", "queue>200");
    watch.follow(alarms);
    seconds(20);
    assertThat(alarms).extracting(Alarm::state).containsExactly(State.UNKNOWN, State.RAISED);
  }

  @Test
  void aPoolThatGrowsIsLessBusy() {
    FakeWorkers workers = new FakeWorkers(10).busy(10);
    watch.add(workers);
    Alarm alarm = following("workers>90%");
    seconds(4);
    workers.most(100);
    seconds(6);
    assertThat(alarm.state()).isEqualTo(State.LOWERED);
  }

  @Test
  void theWorkersOfAStoppedServerDoNotHoldTheAlarmUp() {
    FakeWorkers gone = new FakeWorkers(10).busy(10).queued(900);
    watch.add(gone);
    List<Alarm> alarms = alarms("workers>90%", "queue>200");
    watch.follow(alarms);
    seconds(4);
    gone.stop();
    seconds(6);
    assertThat(alarms).extracting(Alarm::state).containsOnly(State.LOWERED);
    assertThat(lines())
        .anyMatch(line -> line.contains("overload ends: workers at an unknown value, not above"));
  }

  /** Whoever starts and stops servers for ever must not fill the memory, asked or not. */
  @Test
  void theWorkersOfStoppedServersAreForgotten() {
    WorkerPools pools = new WorkerPools();
    for (int i = 0; i < 10; i++) {
      FakeWorkers workers = new FakeWorkers(10).busy(i);
      pools.add(workers);
      pools.add(workers);
      workers.stop();
    }
    assertThat(pools.size()).isEqualTo(1);
    assertThat(pools.busiest()).isNaN();
    assertThat(pools.longestQueue()).isNaN();
    assertThat(pools.size()).isZero();
  }

  @Test
  void heapAndCpuAreAsTheJvmSays() {
    List<Alarm> alarms = alarms("heap>90%", "cpu>95%");
    watch.follow(alarms);
    jvm.put(Signal.HEAP, 92.0);
    jvm.put(Signal.CPU, 94.0);
    seconds(4);
    assertThat(alarms).extracting(Alarm::state).containsExactly(State.RAISED, State.LOWERED);
    assertThat(asked).containsExactly(Signal.HEAP, Signal.CPU);
  }

  @Test
  void aSignalThatFailsIsReportedAndLowersItsAlarm() {
    watch.add(new FakeWorkers(10).busy(10));
    List<Alarm> alarms = alarms("heap>90%", "workers>90%");
    watch.follow(alarms);
    jvm.put(Signal.HEAP, 99.0);
    seconds(4);
    assertThat(alarms).extracting(Alarm::state).containsOnly(State.RAISED);
    // Unboxing fails.
    jvm.put(Signal.HEAP, null);
    seconds(6);
    assertThat(alarms).extracting(Alarm::state).containsExactly(State.LOWERED, State.RAISED);
    assertThat(faults.counts()).containsEntry("overload heap java.lang.NullPointerException", 6L);
  }

  @Test
  void aJvmThatDoesNotTellIsSaidOnce() {
    OverloadWatch blind =
        new OverloadWatch(
            time,
            journal,
            faults,
            signal -> {
              throw new NoClassDefFoundError("java/lang/management/ManagementFactory");
            });
    List<Alarm> alarms = alarms("cpu>90%");
    blind.follow(alarms);
    blind.sample();
    blind.sample();
    assertThat(alarms.get(0).state()).isEqualTo(State.UNKNOWN);
    assertThat(faults.counts()).isEmpty();
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("overload: this JVM does not tell its cpu: java.lang.NoClassDefFoundError");
  }

  @Test
  void aReloadGoesOnWhereItWas() {
    watch.add(new FakeWorkers(10).busy(10).queued(9));
    watch.follow(alarms("workers>90%", "queue>5"));
    seconds(4);
    List<Alarm> next = alarms("queue>5", "workers>80%");
    watch.follow(next);
    assertThat(next).extracting(Alarm::state).containsExactly(State.RAISED, State.UNKNOWN);
    seconds(2);
    assertThat(lines())
        .hasSize(3)
        .last()
        .asString()
        .contains("overload: no rule asks for workers>90% any more");
  }
}
