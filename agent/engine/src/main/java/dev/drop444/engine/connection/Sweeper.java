package dev.drop444.engine.connection;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all open connections about once a second, on one daemon thread that the first connection
 * starts, and that sleeps while none is open. Thread-safe.
 */
public final class Sweeper implements AutoCloseable {

  /**
   * The least pause between two sweeps: a flood of bans must not make the thread look at all
   * connections without end.
   */
  static final long LEAST_PAUSE_NANOS = 100_000_000L;

  private final OpenConnections open;
  private final BooleanSupplier serverIsBehind;
  private final Consumer<Throwable> faults;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * Does nothing yet.
   *
   * @param serverIsBehind whether the server is so busy that heads may have arrived and nobody has
   *     read them: then no head is blamed. Bodies are: slow ones are what keeps servers busy
   * @param faults told what is thrown; the sweep goes on
   */
  public Sweeper(OpenConnections open, BooleanSupplier serverIsBehind, Consumer<Throwable> faults) {
    this.open = open;
    this.serverIsBehind = serverIsBehind;
    this.faults = faults;
  }

  /** Starts the thread, unless it was started; then a plain read. */
  public void start() {
    if (!started.get() && started.compareAndSet(false, true) && !closed) {
      // Inherits nothing of the server's thread that happens to be first.
      Thread fresh = new Thread(null, this::run, "drop444-connections", 0, false);
      fresh.setDaemon(true);
      fresh.setContextClassLoader(Sweeper.class.getClassLoader());
      thread = fresh;
      open.sweptBy(fresh);
      fresh.start();
    }
  }

  /** Null while there is none. */
  @Nullable Thread thread() {
    return thread;
  }

  private void run() {
    try {
      while (!closed) {
        sweep();
        pause(LEAST_PAUSE_NANOS);
        if (open.isIdle()) {
          sleep();
        } else if (!open.isReviewWanted() && !closed) {
          LockSupport.parkNanos(this, ActiveClock.TICK_NANOS - LEAST_PAUSE_NANOS);
        }
      }
    } finally {
      open.sweptBy(null);
    }
  }

  /** However often it is woken. */
  private void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  private void sleep() {
    open.asleep(true);
    // Who adds something now sees the word, or is seen here.
    while (open.isIdle() && !closed) {
      LockSupport.park(this);
    }
    open.asleep(false);
  }

  /** Looks at everything once. Never throws. */
  public synchronized void sweep() {
    try {
      open.tick(serverIsBehind.getAsBoolean());
      boolean review = open.takeReview();
      long now = open.headTime();
      for (TrackedConnection connection : open.connections()) {
        look(connection, review, now);
      }
      for (PendingBody body : open.bodies()) {
        look(body);
      }
    } catch (Throwable ours) {
      faults.accept(ours);
    }
  }

  private void look(TrackedConnection connection, boolean review, long now) {
    try {
      if (connection.isForgotten()) {
        connection.closed();
        return;
      }
      Judge judge = connection.judge();
      if (review) {
        judge.review(connection);
      }
      PendingHead late = connection.headAfter(judge.shortestHeadNanos(), now);
      if (late != null) {
        judge.head(late);
      }
    } catch (Throwable oneOfThem) {
      faults.accept(oneOfThem);
    }
  }

  private void look(PendingBody body) {
    try {
      if (body.connection().isClosed()) {
        body.forget();
      } else {
        body.connection().judge().body(body);
      }
    } catch (Throwable oneOfThem) {
      faults.accept(oneOfThem);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
