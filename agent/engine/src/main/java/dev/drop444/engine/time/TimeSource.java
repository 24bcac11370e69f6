package dev.drop444.engine.time;

/** Where the engine reads the time. Thread-safe; reading it allocates nothing. */
public interface TimeSource {

  /** The clocks of this machine. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
          return System.currentTimeMillis();
        }
      };

  /** Nanoseconds from some fixed point, monotonic; for durations. */
  long nanoTime();

  /** Milliseconds since 1970-01-01T00:00Z; for what people read. */
  long currentTimeMillis();
}
