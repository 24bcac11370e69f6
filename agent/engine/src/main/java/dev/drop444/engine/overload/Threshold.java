package dev.drop444.engine.overload;

import org.jspecify.annotations.Nullable;

/** A value of a signal above which there is overload, such as {@code workers>90%}. Immutable. */
public final class Threshold {

  /** What {@link #of} takes, for messages and documentation. */
  public static final String EXPECTED = "workers>90%, queue>200, heap>90% or cpu>95%";

  private static final int MOST_SHARE = 1_000;
  private static final int MOST_COUNT = 1_000_000_000;

  private final Signal signal;
  private final int bound;

  private Threshold(Signal signal, int bound) {
    this.signal = signal;
    this.bound = bound;
  }

  /**
   * Reads a threshold.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static Threshold of(String text) {
    int greater = text.indexOf('>');
    if (greater < 0) {
      throw new IllegalArgumentException("there is no >");
    }
    Signal signal = signal(text.substring(0, greater).trim());
    String value = text.substring(greater + 1).trim();
    boolean share = value.endsWith("%");
    if (share != signal.isShare()) {
      throw new IllegalArgumentException(
          signal.key() + (share ? " is a number of tasks, no percentage" : " is a percentage"));
    }
    String digits = share ? value.substring(0, value.length() - 1).trim() : value;
    return new Threshold(signal, number(digits, share ? MOST_SHARE : MOST_COUNT));
  }

  private static Signal signal(String key) {
    for (Signal signal : Signal.values()) {
      if (signal.key().equals(key)) {
        return signal;
      }
    }
    throw new IllegalArgumentException("there is no such signal");
  }

  private static int number(String digits, int most) {
    boolean good = !digits.isEmpty() && digits.length() <= 10;
    for (int i = 0; good && i < digits.length(); i++) {
      good = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    if (!good || Long.parseLong(digits) > most) {
      throw new IllegalArgumentException("there is no whole number up to " + most + " behind >");
    }
    return Integer.parseInt(digits);
  }

  Signal signal() {
    return signal;
  }

  /** Percent or tasks. */
  int bound() {
    return bound;
  }

  /** Whether no value can ever be above it. */
  public boolean isOutOfReach() {
    return signal.isShare() && bound >= 100;
  }

  /** Whether whatever is above another threshold is above this one. */
  public boolean includes(Threshold other) {
    return signal == other.signal && bound <= other.bound;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Threshold
        && ((Threshold) other).signal == signal
        && ((Threshold) other).bound == bound;
  }

  @Override
  public int hashCode() {
    return signal.hashCode() * 31 + bound;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return signal.key() + '>' + bound + (signal.isShare() ? "%" : "");
  }
}
