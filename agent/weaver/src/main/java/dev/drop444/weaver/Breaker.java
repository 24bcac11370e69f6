package dev.drop444.weaver;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.SwitchPoint;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes one method of advice out of service when it keeps failing. Until then each failure is
 * reported and the server carries on. Thread-safe; free while nothing fails.
 */
final class Breaker {

  /** Failures of one advice method before it is switched off for good. */
  static final int TOLERATED = 100;

  private final String where;
  private final Watch watch;
  private final AtomicInteger failures = new AtomicInteger();
  private final SwitchPoint armed = new SwitchPoint();

  Breaker(String where, Watch watch) {
    this.where = where;
    this.watch = watch;
  }

  /** The advice while it works, the inert handle afterwards. */
  MethodHandle guard(MethodHandle advice, MethodHandle inert) {
    return armed.guardWithTest(advice, inert);
  }

  /** Called in place of the advice's result when it threw. Never throws. */
  void failed(Throwable failure) {
    try {
      watch.failed(where, failure);
      if (failures.incrementAndGet() == TOLERATED) {
        SwitchPoint.invalidateAll(new SwitchPoint[] {armed});
        watch.failed(
            where,
            new IllegalStateException("switched off after " + TOLERATED + " failures", failure));
      }
    } catch (Throwable again) {
      // Nothing is left to tell; what matters is that the server never sees it.
    }
  }
}
