package dev.drop444.engine.journal;

import dev.drop444.engine.time.TimeSource;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The log of drop444: a bounded queue that request threads fill without a lock, and one daemon
 * thread that empties it. The thread starts, and the logger is made, at the first entry. What does
 * not fit is counted, and the count is logged. Thread-safe.
 */
public final class Journal implements AutoCloseable {

  /** How many entries can wait; one takes at most some 3 kB. */
  public static final int CAPACITY = 4096;

  private static final long CLOSE_MILLIS = 2_000;

  private final Supplier<Logger> logs;
  private final TimeSource time;
  private final int capacity;
  private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong();
  private final CopyOnWriteArrayList<Refusals> refusals = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Thread> writer = new AtomicReference<>();
  private volatile boolean closed;

  /** Of the writer only. */
  private @Nullable Logger log;

  /**
   * A journal that does nothing yet.
   *
   * @param logs asked once, on the journal's thread, at the first entry
   * @param capacity how many entries can wait
   */
  public Journal(Supplier<Logger> logs, TimeSource time, int capacity) {
    this.logs = logs;
    this.time = time;
    this.capacity = capacity;
  }

  /** Logs a drop, soon. */
  public void drop(Drop drop) {
    write(drop);
  }

  /** Logs a drop of something malformed, soon. */
  public void drop(MalformedDrop drop) {
    write(drop);
  }

  /** Logs the end of something slow, soon. */
  public void drop(SlowDrop drop) {
    write(drop);
  }

  /** Logs a ban of which no request tells, soon. */
  public void ban(AcceptBan ban) {
    write(ban);
  }

  /** Logs a sentence that somebody should act on, soon. */
  public void warn(String text) {
    write(new Notice(time.currentTimeMillis(), true, text));
  }

  /** Logs a sentence, soon. */
  public void info(String text) {
    write(new Notice(time.currentTimeMillis(), false, text));
  }

  /**
   * The counter of one rule's refusals at accept; the same one for the same arguments.
   *
   * @param mode the mode in force
   * @param enforced whether the connections are really closed
   */
  public Refusals refusals(String mode, boolean enforced, String rule) {
    return refusals(Refusals.Kind.ACCEPT, mode, enforced, rule);
  }

  /**
   * The counter of what one rule does to connections; the same one for the same arguments.
   *
   * @param mode the mode in force
   * @param enforced whether the connections are really closed
   */
  public synchronized Refusals refusals(
      Refusals.Kind kind, String mode, boolean enforced, String rule) {
    for (Refusals each : refusals) {
      if (each.kind() == kind
          && each.rule().equals(rule)
          && each.mode().equals(mode)
          && each.enforced() == enforced) {
        return each;
      }
    }
    Refusals made = new Refusals(this, kind, mode, enforced, rule, time.nanoTime());
    refusals.add(made);
    return made;
  }

  /** All counters of refusals. */
  public List<Refusals> refusals() {
    return Collections.unmodifiableList(refusals);
  }

  void write(Entry entry) {
    if (closed) {
      return;
    }
    if (waiting.incrementAndGet() > capacity) {
      waiting.decrementAndGet();
      lost.incrementAndGet();
      return;
    }
    queue.add(entry);
    wake();
  }

  void wake() {
    Thread thread = writer.get();
    if (thread == null && !closed) {
      // Inherits nothing of the request's thread that happens to be first.
      Thread fresh = new Thread(null, this::run, "drop444-journal", 0, false);
      fresh.setDaemon(true);
      fresh.setContextClassLoader(Journal.class.getClassLoader());
      if (writer.compareAndSet(null, fresh)) {
        fresh.start();
      }
      thread = writer.get();
    }
    LockSupport.unpark(thread);
  }

  private void run() {
    while (true) {
      boolean last = closed;
      for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
        waiting.decrementAndGet();
        print(entry);
      }
      long unsaid = lost.getAndSet(0);
      if (unsaid > 0) {
        print(new Notice(time.currentTimeMillis(), true, unsaid + " log lines were lost"));
      }
      long wait = summarise(last);
      if (last) {
        return;
      }
      // A permit given meanwhile makes this return at once: nothing is missed.
      LockSupport.parkNanos(this, wait);
    }
  }

  private long summarise(boolean all) {
    long next = Long.MAX_VALUE;
    for (Refusals each : refusals) {
      long now = time.nanoTime();
      long due = each.due(now);
      if (due == 0 || (all && due < Long.MAX_VALUE)) {
        String line = each.line(now, time.currentTimeMillis());
        print(log -> log.info(line));
        due = each.due(now);
      }
      next = Math.min(next, due);
    }
    return next;
  }

  private void print(Entry entry) {
    try {
      Logger log = this.log;
      if (log == null) {
        log = logs.get();
        this.log = log;
      }
      entry.writeTo(log);
    } catch (Throwable failed) {
      // A log that cannot be written must not end the thread; the next line says that one is gone.
      lost.incrementAndGet();
    }
  }

  /** Writes what waits, at most two seconds long, and ends the thread. */
  @Override
  public void close() {
    closed = true;
    Thread thread = writer.get();
    if (thread == null || thread == Thread.currentThread()) {
      return;
    }
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
