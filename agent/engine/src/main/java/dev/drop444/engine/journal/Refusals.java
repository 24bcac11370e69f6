package dev.drop444.engine.journal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How many connections one rule refused at accept, or closed without much ado. A flood must not
 * flood the log: the first one is said at once, the next ones in one line a minute. Thread-safe.
 */
public final class Refusals {

  /** What happened to the connections. */
  public enum Kind {
    /** Refused at accept. */
    ACCEPT("refuse", "accept", null),
    /** Closed because nothing came. */
    SILENT("close", "slow", "silent"),
    /** Was open when its client was banned or denied. */
    OUTCAST("close", "connection", "outcast");

    private final String verb;
    private final String gate;
    private final @Nullable String what;

    Kind(String verb, String gate, @Nullable String what) {
      this.verb = verb;
      this.gate = gate;
      this.what = what;
    }
  }

  static final long INTERVAL = Duration.ofMinutes(1).toNanos();

  private final Journal journal;
  private final Kind kind;
  private final String mode;
  private final boolean enforced;
  private final String rule;
  private final LongAdder count = new LongAdder();

  /** What a predecessor counted, and has said. */
  private volatile long carried;

  private volatile boolean unsaid;
  private volatile @Nullable InetAddress last;

  // Of the journal's thread only.
  private long said;
  private long dueNanos;

  Refusals(Journal journal, Kind kind, String mode, boolean enforced, String rule, long now) {
    this.journal = journal;
    this.kind = kind;
    this.mode = mode;
    this.enforced = enforced;
    this.rule = rule;
    this.dueNanos = now;
  }

  /** Counts one. Allocates nothing and takes no lock. */
  public void add(InetAddress peer) {
    count.increment();
    last = peer;
    if (!unsaid) {
      unsaid = true;
      journal.wake();
    }
  }

  /** What happened to them. */
  public Kind kind() {
    return kind;
  }

  /** The mode that the configuration said. */
  public String mode() {
    return mode;
  }

  /** The rule by which it happened. */
  public String rule() {
    return rule;
  }

  /** Whether the connections were really closed. */
  public boolean enforced() {
    return enforced;
  }

  /** How many there were. */
  public long count() {
    return carried + count.sum();
  }

  /** Takes over what a predecessor counted; once, and nothing is said of it. */
  public void carry(long counted) {
    carried = counted;
  }

  /** Nanoseconds until a line is due; {@link Long#MAX_VALUE} while there is nothing to say. */
  long due(long now) {
    return unsaid ? Math.max(0, dueNanos - now) : Long.MAX_VALUE;
  }

  /** What is to be said now. */
  String line(long now, long millis) {
    // Before the count is read, so that whoever counts later finds it false and wakes the journal.
    unsaid = false;
    long sum = count.sum();
    long fresh = sum - said;
    said = sum;
    dueNanos = now + INTERVAL;
    LogLine line =
        new LogLine(millis)
            .word("mode", mode)
            .word("action", (enforced ? "" : "would-") + kind.verb)
            .word("gate", kind.gate)
            .word("rule", rule);
    if (kind.what != null) {
      line.word("what", kind.what);
    }
    return line.word("count", fresh)
        .word("total", carried + sum)
        .address("last-peer", last)
        .toString();
  }
}
