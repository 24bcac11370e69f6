package dev.drop444.engine.journal;

/** How a line of the log is written. */
public enum LogFormat {
  /** {@code key=value} pairs for people, grep and fail2ban. */
  TEXT {
    @Override
    LogLine line(long millis) {
      return new TextLine(millis);
    }
  },

  /** One JSON object (RFC 8259) a line. */
  JSON {
    @Override
    LogLine line(long millis) {
      return new JsonLine(millis);
    }
  };

  /**
   * A line that starts with its time.
   *
   * @param millis since the epoch
   */
  abstract LogLine line(long millis);
}
