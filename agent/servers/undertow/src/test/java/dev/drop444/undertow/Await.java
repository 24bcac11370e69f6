package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what happens on other threads; fails if it does not. */
final class Await {

  private Await() {}

  static void that(BooleanSupplier condition) {
    that(condition, "");
  }

  /**
   * Waits.
   *
   * @param state what to show if it does not happen
   */
  static void that(BooleanSupplier condition, Object state) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough; %s", state).isLessThan(giveUp);
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
