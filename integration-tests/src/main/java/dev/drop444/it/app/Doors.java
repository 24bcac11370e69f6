package dev.drop444.it.app;

import java.util.concurrent.TimeUnit;

/** Holds requests back until the test lets them go. Thread-safe. */
public final class Doors {

  private static final Object LOCK = new Object();
  private static long opened;
  private static int waiting;

  private Doors() {}

  /** What a request takes when it comes, so that it misses no opening. */
  static long ticket() {
    synchronized (LOCK) {
      return opened;
    }
  }

  /**
   * Waits for an opening since a ticket was taken, or for a while.
   *
   * @return whether the doors were opened
   */
  static boolean await(long ticket, long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (LOCK) {
      waiting++;
      try {
        while (opened == ticket) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (left <= 0) {
            return false;
          }
          LOCK.wait(left);
        }
        return true;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return true;
      } finally {
        waiting--;
      }
    }
  }

  /** Lets everybody go who waits. */
  public static void open() {
    synchronized (LOCK) {
      opened++;
      LOCK.notifyAll();
    }
  }

  /** How many requests wait. */
  public static int waiting() {
    synchronized (LOCK) {
      return waiting;
    }
  }
}
