package dev.drop444.engine.client;

/** What the other end of the connection is. */
public enum PeerRole {
  /** Speaks for itself. */
  CLIENT,
  /** Is one of the configured proxies: never closed on, never banned; its header is believed. */
  TRUSTED_PROXY,
  /**
   * Has an address that is not public, or none, and sends what only proxies send, but is not
   * configured as one: never closed on, never banned; its header is not believed.
   */
  PRESUMED_PROXY
}
