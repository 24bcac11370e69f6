package dev.drop444.engine.journal;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one rule did at a gate and was not written down one by one, because there was too much of
 * it: one line for each second in which there was any. Thread-safe.
 */
final class Summary extends Tally {

  private static final long SECOND = 1_000_000_000L;
  private static final int COUNT_BITS = 24;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  private final TimeSource time;
  private final Gate gate;
  private final Word word;
  private final String rule;

  /** The second for which full lines are counted, and how many there were. */
  private final AtomicLong full = new AtomicLong();

  private volatile String mode = "";
  private volatile long since;

  Summary(Journal journal, TimeSource time, Gate gate, Word word, String rule) {
    super(journal);
    this.time = time;
    this.gate = gate;
    this.word = word;
    this.rule = rule;
  }

  /** Whether one more full line is within the rate, in lines a second. Takes no lock. */
  boolean mayWriteInFull(long now, int rate) {
    long second = (now / SECOND) << COUNT_BITS;
    while (true) {
      long before = full.get();
      long used = (before & ~COUNT_MASK) == second ? before & COUNT_MASK : 0;
      if (used >= rate) {
        return false;
      }
      if (full.compareAndSet(before, second | (used + 1))) {
        return true;
      }
    }
  }

  /** Counts one. Allocates nothing and takes no lock. */
  void add(String mode, @Nullable InetAddress client) {
    this.mode = mode;
    count(client);
  }

  @Override
  void begins() {
    since = time.nanoTime();
  }

  @Override
  long dueNanos() {
    return since + SECOND;
  }

  @Override
  void describe(long fresh, LogLine line) {
    line.word("mode", mode)
        .word("action", word)
        .word("gate", gate.key())
        .word("rule", rule)
        .number("more", fresh)
        .address("last-client", last());
  }
}
