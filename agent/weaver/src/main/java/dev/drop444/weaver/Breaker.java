package dev.drop444.weaver;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Takes one method of advice out of service when it keeps failing. Until then each failure is
 * reported and the server carries on. Thread-safe; not looked at while nothing fails.
 */
final class Breaker implements Consumer<Throwable> {

  /** Failures of one advice method before it is switched off for good. */
  static final int TOLERATED = 100;

  private final String where;
  private final Watch watch;
  private final Consumer<String> switchOff;
  private final AtomicInteger failures = new AtomicInteger();

  /**
   * A breaker.
   *
   * @param where the method of advice
   * @param switchOff makes all call sites inert that lead there
   */
  Breaker(String where, Watch watch, Consumer<String> switchOff) {
    this.where = where;
    this.watch = watch;
    this.switchOff = switchOff;
  }

  /** Whether it has failed too often. */
  boolean isOpen() {
    return failures.get() >= TOLERATED;
  }

  /** Called in place of the advice's result when it threw. Never throws. */
  @Override
  public void accept(Throwable failure) {
    try {
      watch.failed(where, failure);
      if (failures.incrementAndGet() == TOLERATED) {
        switchOff.accept(where);
        watch.failed(
            where,
            new IllegalStateException("switched off after " + TOLERATED + " failures", failure));
      }
    } catch (Throwable again) {
      // Nothing is left to tell; what matters is that the server never sees it.
    }
  }
}
