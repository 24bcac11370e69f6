package dev.drop444.engine.rule;

/** Whether something is so, as far as can be known where it is asked. */
enum Truth {
  YES,
  NO,
  /** Then neither a condition holds nor its opposite. */
  UNKNOWN;

  static Truth of(boolean yes) {
    return yes ? YES : NO;
  }
}
