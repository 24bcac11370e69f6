package dev.drop444.engine.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.MovableTime;
import dev.drop444.engine.overload.Alarm.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Raised above 90, lowered at or below 72. */
class AlarmTest {

  private final MovableTime time = new MovableTime();
  private final Alarm alarm = new Alarm(Threshold.of("workers>90%"));

  AlarmTest() {
    alarm.follow(time, null);
  }

  /** A value a second. */
  private Alarm after(double... values) {
    for (double value : values) {
      time.advance(Duration.ofSeconds(1));
      alarm.update(value, time.nanoTime());
    }
    return alarm;
  }

  private Alarm raised() {
    assertThat(after(95, 95, 95, 95).state()).isEqualTo(State.RAISED);
    return alarm;
  }

  @Test
  void nothingIsKnownBeforeTheFirstValue() {
    assertThat(alarm.state()).isEqualTo(State.UNKNOWN);
    assertThat(after(Double.NaN, Double.NaN).state()).isEqualTo(State.UNKNOWN);
    assertThat(after(10).state()).isEqualTo(State.LOWERED);
  }

  @Test
  void isRaisedWhenTheValueHasStayedAboveForThreeSeconds() {
    assertThat(after(91, 100, 90.1).state()).isEqualTo(State.LOWERED);
    assertThat(after(91).state()).isEqualTo(State.RAISED);
  }

  @Test
  void theThresholdItselfIsNotAbove() {
    assertThat(after(90, 90, 90, 90, 90, 90, 90, 90).state()).isEqualTo(State.LOWERED);
  }

  @Test
  void oneLowValueStartsTheCountAgain() {
    assertThat(after(95, 95, 95, 89, 95, 95, 95).state()).isEqualTo(State.LOWERED);
    assertThat(after(95).state()).isEqualTo(State.RAISED);
  }

  @Test
  void aValueThatFlapsNeverRaises() {
    for (int i = 0; i < 100; i++) {
      assertThat(after(100, 100, 100, 0).state()).isEqualTo(State.LOWERED);
    }
  }

  @Test
  void isLoweredWhenTheValueHasStayedAtOrBelowFourFifthsForFiveSeconds() {
    raised();
    assertThat(after(72, 0, 71, 72, 10).state()).isEqualTo(State.RAISED);
    assertThat(after(72).state()).isEqualTo(State.LOWERED);
  }

  @Test
  void betweenTheBoundsItStaysAsItIs() {
    assertThat(after(85, 80, 75, 89, 73, 90, 74, 88).state()).isEqualTo(State.LOWERED);
    raised();
    assertThat(after(85, 80, 75, 89, 73, 90, 74, 88).state()).isEqualTo(State.RAISED);
  }

  @Test
  void aValueThatFlapsNeverLowers() {
    raised();
    for (int i = 0; i < 100; i++) {
      assertThat(after(0, 0, 0, 0, 0, 73).state()).isEqualTo(State.RAISED);
    }
  }

  @Test
  void eachChangeIsToldOnce() {
    int changes = 0;
    for (int second = 0; second < 60; second++) {
      time.advance(Duration.ofSeconds(1));
      changes += alarm.update(second < 30 ? 100 : 0, time.nanoTime()) ? 1 : 0;
    }
    assertThat(changes).isEqualTo(2);
  }

  /** Two high values with a stop of the process in between are not three seconds of overload. */
  @Test
  void aStopOfTheProcessCountsAsTwoSeconds() {
    after(95);
    time.advance(Duration.ofSeconds(60));
    alarm.update(95, time.nanoTime());
    assertThat(alarm.state()).isEqualTo(State.LOWERED);
    assertThat(after(95).state()).isEqualTo(State.RAISED);
    after(0);
    time.advance(Duration.ofSeconds(60));
    alarm.update(0, time.nanoTime());
    assertThat(alarm.state()).isEqualTo(State.RAISED);
  }

  @Test
  void aQueueThresholdOfZeroCanBeLowered() {
    Alarm queue = new Alarm(Threshold.of("queue>0"));
    queue.follow(time, null);
    for (int second = 0; second < 20; second++) {
      time.advance(Duration.ofSeconds(1));
      queue.update(second < 10 ? 1 : 0, time.nanoTime());
      assertThat(queue.state())
          .isEqualTo(second < 3 || second >= 15 ? State.LOWERED : State.RAISED);
    }
  }

  /** Shedding must not outlast its reason. */
  @Test
  void aValueThatIsNotKnownAnyMoreLowers() {
    raised();
    double gone = Double.NaN;
    assertThat(after(gone, gone, gone, gone, gone).state()).isEqualTo(State.RAISED);
    assertThat(after(gone).state()).isEqualTo(State.LOWERED);
  }

  @Test
  void isNotRaisedIfNobodyLooksAnyMore() {
    raised();
    time.advance(Alarm.STALE_AFTER);
    assertThat(alarm.state()).isEqualTo(State.RAISED);
    time.advance(Duration.ofNanos(1));
    assertThat(alarm.state()).isEqualTo(State.UNKNOWN);
    assertThat(after(95).state()).isEqualTo(State.RAISED);
  }

  @Test
  void goesOnWhereAnotherOneWas() {
    after(95, 95, 95);
    Alarm next = new Alarm(alarm.threshold());
    next.follow(time, alarm);
    time.advance(Duration.ofSeconds(1));
    assertThat(next.update(95, time.nanoTime())).isTrue();
    Alarm last = new Alarm(alarm.threshold());
    last.follow(time, next);
    assertThat(last.state()).isEqualTo(State.RAISED);
    time.advance(Duration.ofSeconds(7));
    assertThat(last.duration(time.nanoTime())).isEqualTo(Duration.ofSeconds(7));
  }
}
