package dev.drop444.engine.overload.jvm;

import dev.drop444.engine.overload.Reading;

/**
 * Half of the last value, half of what was before. The CPU load of a second jumps about even where
 * it is steady: a container's limit is accounted in periods of 100 ms, and whoever else asks the
 * JVM in between (a metrics library) shortens the time that a value is about.
 */
final class Smoothed implements Reading {

  private final Reading source;
  private double last = Double.NaN;

  Smoothed(Reading source) {
    this.source = source;
  }

  @Override
  public double value() {
    double value = source.value();
    last = Double.isNaN(last) || Double.isNaN(value) ? value : (last + value) / 2;
    return last;
  }
}
