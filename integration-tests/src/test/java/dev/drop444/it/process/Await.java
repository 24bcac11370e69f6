package dev.drop444.it.process;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, never for a time. */
public final class Await {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

  /** What is more than that hides the failures around it. */
  private static final int MOST_CHARACTERS = 2_000;

  private Await() {}

  /**
   * Looks again and again until what is seen is as wanted.
   *
   * @return what was seen at last
   * @throws AssertionError if it does not come to that within 15 seconds
   */
  public static <T> T that(String what, Supplier<T> look, Predicate<? super T> wanted) {
    long start = System.nanoTime();
    for (long pause = 1; ; pause = Math.min(50, pause * 2)) {
      T seen = look.get();
      if (wanted.test(seen)) {
        return seen;
      }
      if (System.nanoTime() - start > PATIENCE) {
        String last = String.valueOf(seen);
        throw new AssertionError(
            "Waited in vain for "
                + what
                + "; at last: "
                + last.substring(0, Math.min(MOST_CHARACTERS, last.length())));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
