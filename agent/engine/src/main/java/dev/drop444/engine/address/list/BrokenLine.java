package dev.drop444.engine.address.list;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line that was not understood. Immutable. */
public final class BrokenLine {

  private final int number;
  private final LineFault fault;

  BrokenLine(int number, LineFault fault) {
    this.number = number;
    this.fault = fault;
  }

  /** The line's number, from 1. */
  public int number() {
    return number;
  }

  public LineFault fault() {
    return fault;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BrokenLine
        && ((BrokenLine) other).number == number
        && ((BrokenLine) other).fault == fault;
  }

  @Override
  public int hashCode() {
    return Objects.hash(number, fault);
  }

  @Override
  public String toString() {
    return "line " + number + ": " + fault.sentence();
  }
}
