package dev.drop444.engine.config;

/** What a bad configuration does to the start of the server. */
public enum OnConfigError {
  /** The JVM does not start. */
  STOP,
  /** The server starts without protection, and the log says so. */
  OFF
}
