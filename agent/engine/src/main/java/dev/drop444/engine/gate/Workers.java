package dev.drop444.engine.gate;

/**
 * The threads that serve requests of one connector. Implemented by each server module, asked by the
 * engine about once a second on a thread of its own. Thread-safe; no method blocks or throws.
 */
public interface Workers {

  /** How many threads are serving. */
  int busy();

  /** How many there can be; 0 if there is no limit (virtual threads). */
  int most();

  /** How many tasks wait for a thread. */
  int queued();

  /** Whether there is nothing left to ask: the server was stopped. */
  boolean isGone();
}
