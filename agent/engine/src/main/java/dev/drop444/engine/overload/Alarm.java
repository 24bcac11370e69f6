package dev.drop444.engine.overload;

import dev.drop444.engine.time.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a signal is above a threshold, and not only for a moment: the alarm is raised once the
 * value has stayed above for {@link #RAISED_AFTER}, and lowered once it has stayed at or below
 * {@link #LOWERED_AT} of the threshold for {@link #LOWERED_AFTER}. A value in between, or one that
 * comes and goes, changes nothing.
 *
 * <p>Shedding must never outlast its reason: a value that cannot be read counts as a low one, and
 * an alarm that nobody has updated for {@link #STALE_AFTER} is not raised.
 *
 * <p>{@link #state} is for any thread: one volatile read, and a look at the clock while the alarm
 * is raised. The rest is for one thread at a time.
 */
public final class Alarm {

  /** What may be known. */
  public enum State {
    /** The signal was never measured, or cannot be; or nobody measures any more. */
    UNKNOWN,
    LOWERED,
    RAISED
  }

  static final Duration RAISED_AFTER = Duration.ofSeconds(3);
  static final Duration LOWERED_AFTER = Duration.ofSeconds(5);
  static final double LOWERED_AT = 0.8;
  static final Duration STALE_AFTER = Duration.ofSeconds(20);

  /**
   * How much of the time between two values counts. After a stop of the whole process nobody knows
   * what was in between.
   */
  static final Duration LONGEST_GAP = Duration.ofSeconds(2);

  private static final int NOT_HOLDING = -1;

  private final Threshold threshold;
  private TimeSource time = TimeSource.SYSTEM;
  private volatile State state = State.UNKNOWN;

  /** Not volatile itself: written before, and read behind {@link #state}. */
  private long updated;

  /** For how long values have been where they would change the alarm, in nanoseconds. */
  private long holding = NOT_HOLDING;

  private long raised;

  public Alarm(Threshold threshold) {
    this.threshold = threshold;
  }

  /**
   * Goes on where another alarm of the same threshold was; before anybody asks for the state.
   *
   * @param time by which it is updated
   * @param before null if there was none
   */
  void follow(TimeSource time, @Nullable Alarm before) {
    this.time = time;
    if (before != null) {
      updated = before.updated;
      holding = before.holding;
      raised = before.raised;
      state = before.state;
    }
  }

  public Threshold threshold() {
    return threshold;
  }

  /** What is known now. Allocates nothing. */
  public State state() {
    State state = this.state;
    boolean stale = state == State.RAISED && time.nanoTime() - updated > STALE_AFTER.toNanos();
    return stale ? State.UNKNOWN : state;
  }

  /**
   * Takes a value into account.
   *
   * @param value NaN if it is not known
   * @param now nanoseconds
   * @return whether the alarm was raised or lowered by that
   */
  boolean update(double value, long now) {
    boolean isRaised = state == State.RAISED;
    // Turned round where it is raised, so that what is not known lowers it.
    boolean holds =
        isRaised ? !(value > threshold.bound() * LOWERED_AT) : value > threshold.bound();
    if (!holds) {
      holding = NOT_HOLDING;
    } else if (holding == NOT_HOLDING) {
      holding = 0;
    } else {
      holding += Math.min(now - updated, LONGEST_GAP.toNanos());
    }
    updated = now;
    boolean changes = holding >= (isRaised ? LOWERED_AFTER : RAISED_AFTER).toNanos();
    if (changes) {
      holding = NOT_HOLDING;
      raised = isRaised ? raised : now;
    }
    if (isRaised != changes) {
      state = State.RAISED;
    } else if (state != State.UNKNOWN || !Double.isNaN(value)) {
      // Also where the value is not known any more: a server that was stopped is not overloaded.
      state = State.LOWERED;
    }
    return changes;
  }

  /** For how long it has been raised. */
  Duration duration(long now) {
    return Duration.ofNanos(now - raised);
  }

  @Override
  public String toString() {
    return threshold + " " + state;
  }
}
