package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what happens on the server's threads. */
final class Await {

  private Await() {}

  static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as("waiting").isLessThan(TimeUnit.SECONDS.toNanos(20));
      Thread.onSpinWait();
    }
  }
}
