package dev.drop444.engine.journal;

import org.slf4j.Logger;

/** Where the journal's lines go. Used by the journal's thread only. */
@FunctionalInterface
public interface LogTarget {

  /** Opens it; called once, before the first line, which needs no format: it is the whole line. */
  Logger open();

  /** Closes it; called after the last line, if it was opened. */
  default void close() {}
}
