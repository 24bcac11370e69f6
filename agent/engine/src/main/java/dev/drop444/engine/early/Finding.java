package dev.drop444.engine.early;

/** What the first bytes of a connection are. */
public enum Finding {
  /** A request head that every server reads in the same way, and nothing else. */
  REQUEST,
  /**
   * The same but for a request line of more than three words, which every server refuses (RFC 9112
   * section 3.2: no white space in a target).
   */
  SURPLUS_WORDS,
  /** Anything else; the server knows better. */
  DOUBTFUL
}
