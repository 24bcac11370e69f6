package dev.drop444.engine.bot;

/** What is known of a client that says it is a crawler. */
public enum CrawlerState {
  /** Its operator does not say how to tell: nothing can be proven. */
  NOT_VERIFIABLE,
  /** Not known yet, or nobody could say. Never held against a client. */
  UNKNOWN,
  /** Proven to be the operator's. */
  VERIFIED,
  /** Proven to be somebody else's. */
  IMPOSTOR
}
