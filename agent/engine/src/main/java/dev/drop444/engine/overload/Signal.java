package dev.drop444.engine.overload;

import java.util.Locale;

/** What tells that there is more to do than can be done. */
public enum Signal {
  /**
   * Busy threads, as a share of all there can be, of the connector that has the fewest left. Not
   * known of connectors without a limit (virtual threads).
   */
  WORKERS(true),
  /** Tasks that wait for a thread, at the connector where most of them do. */
  QUEUE(false),
  /** What is still used of the old generation after it was collected, as a share of its maximum. */
  HEAP(true),
  /** What this process uses of the processors that it may use, as a share of them. */
  CPU(true);

  private final boolean share;

  Signal(boolean share) {
    this.share = share;
  }

  /** The signal as rules and the log call it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its values are percentages, from 0 to 100; else they are counts. */
  boolean isShare() {
    return share;
  }

  /** A value for people to read. */
  String text(double value) {
    if (Double.isNaN(value)) {
      return "an unknown value";
    }
    long tenths = Math.round(value * 10);
    String rest = tenths % 10 == 0 ? "" : "." + tenths % 10;
    return tenths / 10 + rest + (share ? "%" : "");
  }
}
