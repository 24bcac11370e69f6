package dev.drop444.engine.journal;

/** Something to be logged, written on the journal's thread. */
interface Entry {

  /** When it happened, in milliseconds since the epoch. */
  long millis();

  /** Whether somebody should act on it. */
  default boolean isWarning() {
    return false;
  }

  /** Writes what is to be said into a line that has its time already. */
  void describe(LogLine line);
}
