package dev.drop444.engine.journal;

import dev.drop444.engine.flight.Flight;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
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

  private final LogTarget target;
  private final TimeSource time;
  private final int capacity;
  private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong();
  private final CopyOnWriteArrayList<Refusals> refusals = new CopyOnWriteArrayList<>();

  /** Made at the first drop: it is not small. */
  private final AtomicReference<@Nullable Storm> storm = new AtomicReference<>();

  private final Flight flight = Flight.ofThisJvm();
  private volatile LogTerms terms = new LogTerms(LogFormat.TEXT, true, 5, 50);
  private final AtomicReference<@Nullable Thread> writer = new AtomicReference<>();
  private volatile boolean closed;

  /** Of the writer only. */
  private @Nullable Logger log;

  private final LastLines lastLines = new LastLines();

  /**
   * A journal that does nothing yet.
   *
   * @param target opened once, on the journal's thread, at the first entry
   * @param capacity how many entries can wait
   */
  public Journal(LogTarget target, TimeSource time, int capacity) {
    this.target = target;
    this.time = time;
    this.capacity = capacity;
  }

  /** The flight recorder, which is told some of it, too. */
  public Flight flight() {
    return flight;
  }

  /** Takes over how drops are logged from now on. */
  public void follow(LogTerms terms) {
    this.terms = terms;
  }

  /**
   * Whether a decision is to be taken down in full, and then handed to {@link #write}. If not, it
   * was counted for the next summary. Allocates nothing and takes no lock, but at the first time.
   *
   * @param mode the mode in force
   */
  public boolean admits(
      String mode, Gate gate, Decision.Word word, String rule, @Nullable InetAddress client) {
    LogTerms terms = this.terms;
    return terms.drops && storm().admits(terms, mode, gate, word, rule, client);
  }

  /** Logs a decision, soon. */
  public void write(DecisionEntry entry) {
    if (!closed && !offer(entry)) {
      storm().count(entry.decision);
    }
  }

  private Storm storm() {
    Storm made = storm.get();
    if (made == null) {
      storm.compareAndSet(null, new Storm(this, time));
      made = Objects.requireNonNull(storm.get());
    }
    return made;
  }

  /** Logs a sentence that somebody should act on, soon. */
  public void warn(String text) {
    say(new Notice(time.currentTimeMillis(), true, text));
  }

  /** Logs a sentence, soon. */
  public void info(String text) {
    say(new Notice(time.currentTimeMillis(), false, text));
  }

  /**
   * The counter of what one rule does to connections of a server; the same one for the same
   * arguments.
   *
   * @param mode the mode in force
   * @param enforced whether the connections are really closed
   */
  public synchronized Refusals refusals(
      String server, Refusals.Kind kind, String mode, boolean enforced, String rule) {
    for (Refusals each : refusals) {
      if (each.server().equals(server)
          && each.kind() == kind
          && each.rule().equals(rule)
          && each.mode().equals(mode)
          && each.enforced() == enforced) {
        return each;
      }
    }
    Refusals made = new Refusals(this, server, kind, mode, enforced, rule, time.nanoTime());
    refusals.add(made);
    return made;
  }

  /** All counters of refusals. */
  public List<Refusals> refusals() {
    return Collections.unmodifiableList(refusals);
  }

  /** The last lines about single decisions, as text in any case; the newest last. */
  public List<String> lastLines() {
    return lastLines.copy();
  }

  void say(Entry entry) {
    if (!closed && !offer(entry)) {
      lost.incrementAndGet();
    }
  }

  private boolean offer(Entry entry) {
    if (waiting.incrementAndGet() > capacity) {
      waiting.decrementAndGet();
      return false;
    }
    queue.add(entry);
    wake();
    return true;
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
        if (log != null) {
          target.close();
        }
        return;
      }
      // A permit given meanwhile makes this return at once: nothing is missed.
      LockSupport.parkNanos(this, wait);
    }
  }

  private long summarise(boolean all) {
    long next = Long.MAX_VALUE;
    for (Refusals each : refusals) {
      next = Math.min(next, summarise(each, all));
    }
    Storm storm = this.storm.get();
    if (storm != null) {
      for (Summary each : storm.summaries()) {
        next = Math.min(next, summarise(each, all));
      }
    }
    return next;
  }

  private long summarise(Tally tally, boolean all) {
    long now = time.nanoTime();
    long due = tally.due(now);
    if (due == 0 || (all && due < Long.MAX_VALUE)) {
      LogLine line = terms.format.line(time.currentTimeMillis());
      tally.say(now, line);
      print(line, false);
      due = tally.due(now);
    }
    return due;
  }

  private void print(Entry entry) {
    try {
      LogLine line = terms.format.line(entry.millis());
      entry.describe(line);
      print(line, entry.isWarning());
      if (entry instanceof DecisionEntry) {
        lastLines.add(entry, line);
      }
    } catch (Throwable failed) {
      lost.incrementAndGet();
    }
  }

  private void print(LogLine line, boolean warning) {
    try {
      Logger log = this.log;
      if (log == null) {
        log = target.open();
        this.log = log;
      }
      if (warning) {
        log.warn(line.toString());
      } else {
        log.info(line.toString());
      }
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
