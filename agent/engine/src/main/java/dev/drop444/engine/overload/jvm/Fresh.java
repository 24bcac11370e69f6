package dev.drop444.engine.overload.jvm;

import dev.drop444.engine.overload.Reading;
import dev.drop444.engine.time.TimeSource;
import java.time.Duration;

/**
 * Forgets a value that has not changed for a while. The heap after a collection is known again only
 * after the next collection, and while everything is shed there may be none: the alarm would hold
 * itself up for ever. A heap that is really in trouble is collected all the time, and two
 * collections hardly ever leave the same number of bytes.
 */
final class Fresh implements Reading {

  static final Duration FOR = Duration.ofSeconds(30);

  private final Reading source;
  private final TimeSource time;
  private double last = Double.NaN;
  private long changed;

  Fresh(Reading source, TimeSource time) {
    this.source = source;
    this.time = time;
  }

  @Override
  public double value() {
    double value = source.value();
    long now = time.nanoTime();
    if (value != last) {
      last = value;
      changed = now;
    }
    return now - changed < FOR.toNanos() ? value : Double.NaN;
  }
}
