package dev.drop444.engine.config;

/** When the first request of a connection is looked at before the server has it. */
public enum EarlyLook {
  /** While many requests are dropped, one after another. */
  FLOODS,
  ALWAYS,
  NEVER
}
