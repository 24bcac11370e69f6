package dev.drop444.engine.overload.jvm;

import dev.drop444.engine.overload.Reading;
import dev.drop444.engine.overload.Signal;
import dev.drop444.engine.time.TimeSource;

/** How signals of the JVM itself are read. */
public final class JvmReadings {

  private JvmReadings() {}

  /**
   * A reading of heap or CPU.
   *
   * @throws UnsupportedOperationException if this JVM does not tell
   */
  public static Reading of(Signal signal, TimeSource time) {
    switch (signal) {
      case HEAP:
        return new Fresh(HeapAfterCollection.ofThisJvm(), time);
      case CPU:
        return new Smoothed(ProcessCpu.ofThisJvm());
      default:
        throw new IllegalArgumentException(signal.key());
    }
  }
}
