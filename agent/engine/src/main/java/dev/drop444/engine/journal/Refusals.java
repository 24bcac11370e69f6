package dev.drop444.engine.journal;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many connections one rule refused at accept, or closed without much ado. A flood must not
 * flood the log: the first one is said at once, the next ones in one line a minute. Thread-safe.
 */
public final class Refusals extends Tally {

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

  private final String server;
  private final Kind kind;
  private final String mode;
  private final boolean enforced;
  private final String rule;

  /** What a predecessor counted, and has said. */
  private volatile long carried;

  /** Of the journal's thread only. */
  private long dueNanos;

  Refusals(
      Journal journal,
      String server,
      Kind kind,
      String mode,
      boolean enforced,
      String rule,
      long now) {
    super(journal);
    this.server = server;
    this.kind = kind;
    this.mode = mode;
    this.enforced = enforced;
    this.rule = rule;
    this.dueNanos = now;
  }

  /** Counts one. Allocates nothing and takes no lock. */
  public void add(InetAddress peer) {
    count(peer);
  }

  /** At which server it happened. */
  public String server() {
    return server;
  }

  /** The gate, as the log calls it. */
  public String gate() {
    return kind.gate;
  }

  /** What was done, as the log calls it. */
  public String action() {
    return (enforced ? "" : "would-") + kind.verb;
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
    return carried + sum();
  }

  /** Takes over what a predecessor counted; once, and nothing is said of it. */
  public void carry(long counted) {
    carried = counted;
  }

  @Override
  long dueNanos() {
    return dueNanos;
  }

  @Override
  void isSaid(long now) {
    dueNanos = now + INTERVAL;
  }

  @Override
  void describe(long fresh, LogLine line) {
    line.word("mode", mode).word("action", action()).word("gate", kind.gate).word("rule", rule);
    if (kind.what != null) {
      line.word("what", kind.what);
    }
    line.number("count", fresh)
        .number("total", count())
        .address("last-peer", last())
        .word("server", server);
  }
}
