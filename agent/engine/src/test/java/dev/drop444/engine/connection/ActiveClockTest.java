package dev.drop444.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.MovableTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ActiveClockTest {

  private final MovableTime time = new MovableTime();
  private final ActiveClock clock = new ActiveClock(time);

  private Duration now() {
    return Duration.ofNanos(clock.now());
  }

  @Test
  void goesOnBetweenTicks() {
    assertThat(now()).isZero();
    time.advance(Duration.ofMillis(300));
    assertThat(now()).hasMillis(300);
    clock.tick(false);
    time.advance(Duration.ofMillis(900));
    assertThat(now()).hasMillis(1_200);
  }

  @Test
  void countsEverySecondWhileTicksComeInTime() {
    for (int i = 0; i < 60; i++) {
      time.advance(Duration.ofMillis(1_050));
      clock.tick(false);
    }
    assertThat(now()).hasMillis(63_000);
  }

  @Test
  void twoSecondsAreAllThatALateTickIsWorth() {
    time.advance(Duration.ofHours(8));
    assertThat(now()).hasSeconds(2);
    clock.tick(false);
    assertThat(now()).hasSeconds(2);
    time.advance(Duration.ofMillis(1));
    assertThat(now()).hasMillis(2_001);
  }

  @Test
  void neverGoesBack() {
    long last = 0;
    for (int i = 0; i < 1_000; i++) {
      time.advance(Duration.ofMillis(i * 37L % 5_000));
      assertThat(clock.now()).isGreaterThanOrEqualTo(last);
      last = clock.now();
      if (i % 3 == 0) {
        clock.tick(i % 2 == 0);
        assertThat(clock.now()).isGreaterThanOrEqualTo(last);
      }
    }
  }

  @Test
  void standsStillFromOneTickToTheNextIfItIsTold() {
    clock.tick(true);
    time.advance(Duration.ofSeconds(1));
    assertThat(now()).isZero();
    clock.tick(false);
    time.advance(Duration.ofSeconds(1));
    assertThat(now()).hasSeconds(1);
  }
}
