package dev.drop444.engine.journal;

import dev.drop444.engine.time.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what fails inside us, and logs it once per kind and minute. A kind is the place and the
 * class of what was thrown. Thread-safe; never throws.
 */
public final class Faults {

  private static final int MAX_KINDS = 256;
  private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

  private final Journal journal;
  private final TimeSource time;
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

  public Faults(Journal journal, TimeSource time) {
    this.journal = journal;
    this.time = time;
  }

  /**
   * Takes note of a fault after which traffic passes.
   *
   * @param where the gate or hook
   */
  public void report(String where, Throwable thrown) {
    try {
      long now = time.nanoTime();
      Kind kind = kind(where + " " + thrown.getClass().getName(), now);
      kind.count.increment();
      long due = kind.due.get();
      if (now - due < 0 || !kind.due.compareAndSet(due, now + INTERVAL)) {
        kind.suppressed.incrementAndGet();
        return;
      }
      journal.say(new Fault(time.currentTimeMillis(), where, thrown, kind.suppressed.getAndSet(0)));
    } catch (Throwable outOfMemoryMostLikely) {
      // There is nobody left to tell.
    }
  }

  private Kind kind(String name, long now) {
    Kind kind = kinds.get(name);
    if (kind == null) {
      String bounded = kinds.size() < MAX_KINDS ? name : "other";
      kind = kinds.computeIfAbsent(bounded, any -> new Kind(now));
    }
    return kind;
  }

  /** How often each kind came up. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    kinds.forEach((name, kind) -> counts.put(name, kind.count.sum()));
    return counts;
  }

  private static final class Kind {
    final LongAdder count = new LongAdder();
    final AtomicLong suppressed = new AtomicLong();
    final AtomicLong due;

    Kind(long due) {
      this.due = new AtomicLong(due);
    }
  }
}
