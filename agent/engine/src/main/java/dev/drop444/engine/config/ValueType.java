package dev.drop444.engine.config;

import org.jspecify.annotations.Nullable;

/** How the text of a value is read. Immutable. */
interface ValueType<T> {

  /** What may be written: completes "expected …". */
  String expected();

  /**
   * Reads a value that is not empty.
   *
   * @return null if there was a problem, which has then been reported
   */
  @Nullable T parse(Setting setting, Problems problems);
}
