package dev.drop444.engine.overload;

/** Reads the value of a signal. For one thread at a time; does not block. */
public interface Reading {

  /** A signal that cannot be read here. */
  Reading UNKNOWN = () -> Double.NaN;

  /** Percent or a count, as the signal has it; NaN if it is not known. */
  double value();
}
