package dev.drop444.engine.config;

/** Whether decisions are carried out. */
public enum Mode {
  /** Decide, count, log, and drop. */
  ENFORCE,
  /** Decide, count and log, but let everything pass. */
  MONITOR,
  /** Do nothing. */
  OFF
}
