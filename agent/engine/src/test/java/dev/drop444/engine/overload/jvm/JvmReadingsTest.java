package dev.drop444.engine.overload.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drop444.engine.MovableTime;
import dev.drop444.engine.overload.Reading;
import dev.drop444.engine.overload.Signal;
import dev.drop444.engine.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first two ask the JVM that runs the tests. */
@Timeout(60)
class JvmReadingsTest {

  private final MovableTime time = new MovableTime();
  private double value;

  private static double await(Reading reading, DoublePredicate wanted, Runnable meanwhile) {
    double value = reading.value();
    while (!wanted.test(value)) {
      meanwhile.run();
      value = reading.value();
    }
    return value;
  }

  @Test
  void theHeapAfterACollectionIsWhatIsStillReachable() {
    Reading heap = HeapAfterCollection.ofThisJvm();
    System.gc();
    double before = await(heap, share -> share > 0, System::gc);
    List<byte[]> reachable = new ArrayList<>();
    long most = Runtime.getRuntime().maxMemory();
    for (int i = 0; i < 16; i++) {
      reachable.add(new byte[(int) (most / 10 / 16)]);
    }
    double after = await(heap, share -> share > before + 8, System::gc);
    assertThat(after).isLessThan(100);
    assertThat(reachable).hasSize(16);
    reachable.clear();
    assertThat(await(heap, share -> share < before + 4, System::gc)).isPositive();
  }

  @Test
  void aBusyThreadShowsInTheCpuLoad() {
    Reading cpu = JvmReadings.of(Signal.CPU, TimeSource.SYSTEM);
    double load = await(cpu, share -> share > 1, JvmReadingsTest::work);
    assertThat(load).isLessThanOrEqualTo(100);
  }

  private static void work() {
    long hash = 1;
    for (int i = 0; i < 50_000_000; i++) {
      hash = hash * 31 + i;
    }
    assertThat(hash).isNotZero();
  }

  /** Otherwise whoever sheds everything, and so needs no collection, would shed for ever. */
  @Test
  void aHeapThatIsNotCollectedForHalfAMinuteIsInNoTrouble() {
    Reading fresh = new Fresh(() -> value, time);
    value = 95;
    assertThat(fresh.value()).isEqualTo(95);
    time.advance(Fresh.FOR.minusNanos(1));
    assertThat(fresh.value()).isEqualTo(95);
    time.advance(Duration.ofNanos(1));
    assertThat(fresh.value()).isNaN();
    value = 95.0001;
    assertThat(fresh.value()).isEqualTo(95.0001);
    value = Double.NaN;
    assertThat(fresh.value()).isNaN();
  }

  @Test
  void oneOddSecondIsHalfAsOdd() {
    Reading smoothed = new Smoothed(() -> value);
    value = 100;
    assertThat(smoothed.value()).isEqualTo(100);
    value = 90;
    assertThat(smoothed.value()).isEqualTo(95);
    value = 100;
    assertThat(smoothed.value()).isCloseTo(97.5, within(0.001));
    value = Double.NaN;
    assertThat(smoothed.value()).isNaN();
    value = 10;
    assertThat(smoothed.value()).isEqualTo(10);
  }
}
