package dev.drop444.it.app;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what reached the application. Thread-safe. */
public final class Visits {

  private static final AtomicLong COUNT = new AtomicLong();

  private Visits() {}

  /** Counts one arrival: a filter, a servlet or a server's own kind of endpoint was called. */
  public static void note() {
    COUNT.incrementAndGet();
  }

  public static long count() {
    return COUNT.get();
  }
}
