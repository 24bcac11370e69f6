package dev.drop444.engine.gate;

import java.util.Locale;

/** The points on a connection's way at which something can be decided about it. */
public enum Gate {
  /** A connection was accepted, and nothing of it was read. */
  ACCEPT,
  /** A server's own parser refuses what arrived. */
  MALFORMED,
  /** A request takes too long to arrive. */
  SLOW,
  /** A request head is complete, and nothing was dispatched. */
  REQUEST,
  /** A response head is complete, and nothing of it was sent. */
  RESPONSE,
  /** Something was decided at another gate, and what it adds up to. */
  OUTCOME;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** As the drop log calls it. */
  public String key() {
    return key;
  }
}
