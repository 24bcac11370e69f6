package dev.drop444.engine.overload;

import dev.drop444.engine.gate.Workers;
import dev.drop444.engine.journal.Faults;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.time.TimeSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures what rules ask for, and raises and lowers their alarms. Each begin and end is one line
 * of the log. Thread-safe; does nothing, and touches nothing of the JVM, until somebody calls
 * {@link #sample} while there are alarms to follow.
 */
public final class OverloadWatch {

  private final TimeSource time;
  private final Journal journal;
  private final Faults faults;
  private final Function<Signal, Reading> jvm;
  private final WorkerPools pools = new WorkerPools();
  private final Map<Signal, Reading> readings = new EnumMap<>(Signal.class);
  private volatile List<Alarm> alarms = List.of();

  /**
   * A watch that follows nothing yet.
   *
   * @param jvm reads heap and CPU; asked once for each, at the first sample that needs it
   */
  public OverloadWatch(
      TimeSource time, Journal journal, Faults faults, Function<Signal, Reading> jvm) {
    this.time = time;
    this.journal = journal;
    this.faults = faults;
    this.jvm = jvm;
    readings.put(Signal.WORKERS, pools::busiest);
    readings.put(Signal.QUEUE, pools::longestQueue);
  }

  /** The threads of one more connector. */
  public void add(Workers workers) {
    pools.add(workers);
  }

  /**
   * Follows the alarms of another set of rules from now on. Those whose threshold was followed
   * before go on where it was, so that a reload neither ends nor hides an overload.
   */
  public synchronized void follow(List<Alarm> fresh) {
    List<Alarm> before = alarms;
    for (Alarm alarm : fresh) {
      alarm.follow(time, find(before, alarm.threshold()));
    }
    alarms = List.copyOf(fresh);
    for (Alarm alarm : before) {
      if (alarm.state() == Alarm.State.RAISED && find(fresh, alarm.threshold()) == null) {
        journal.info("overload: no rule asks for " + alarm.threshold() + " any more");
      }
    }
  }

  private static @Nullable Alarm find(List<Alarm> alarms, Threshold threshold) {
    for (Alarm alarm : alarms) {
      if (alarm.threshold().equals(threshold)) {
        return alarm;
      }
    }
    return null;
  }

  /** Whether there is anything to measure. One volatile read. */
  public boolean isNeeded() {
    return !alarms.isEmpty();
  }

  /**
   * Whether a connector has no thread left and tasks wait for one: what has arrived there may not
   * have been read. To be asked about once a second, on a thread of ours.
   */
  public boolean isExhausted() {
    return pools.isExhausted();
  }

  /**
   * Measures once; to be called about once a second, on a thread of ours. Nothing to measure is a
   * volatile read.
   */
  public void sample() {
    if (isNeeded()) {
      measure();
    }
  }

  private synchronized void measure() {
    Map<Signal, Double> values = new EnumMap<>(Signal.class);
    for (Alarm alarm : alarms) {
      double value = values.computeIfAbsent(alarm.threshold().signal(), this::read);
      // Behind the reading, which may take its time.
      long now = time.nanoTime();
      if (alarm.update(value, now)) {
        say(alarm, value, now);
      }
    }
  }

  /** What fails is not known, and an alarm does not stay raised for it. */
  private double read(Signal signal) {
    try {
      return readings.computeIfAbsent(signal, this::find).value();
    } catch (Throwable ours) {
      faults.report("overload " + signal.key(), ours);
      return Double.NaN;
    }
  }

  /** A runtime image may lack what reads the JVM. */
  private Reading find(Signal signal) {
    try {
      return jvm.apply(signal);
    } catch (RuntimeException | LinkageError missing) {
      journal.warn("overload: this JVM does not tell its " + signal.key() + ": " + missing);
      return Reading.UNKNOWN;
    }
  }

  private void say(Alarm alarm, double value, long now) {
    Threshold threshold = alarm.threshold();
    Signal signal = threshold.signal();
    String measured = signal.key() + " at " + signal.text(value);
    boolean begins = alarm.state() == Alarm.State.RAISED;
    journal.flight().overload(begins, threshold.toString(), measured);
    String rules = "; rules with overload=" + threshold;
    if (begins) {
      String above = ", above " + signal.text(threshold.bound());
      String since = " for " + Alarm.RAISED_AFTER.toSeconds() + " s";
      journal.warn("overload begins: " + measured + above + since + rules + " act now");
    } else {
      String below = ", not above " + signal.text(threshold.bound() * Alarm.LOWERED_AT);
      String since = " for " + Alarm.LOWERED_AFTER.toSeconds() + " s";
      String acted = " have acted for " + alarm.duration(now).toSeconds() + " s";
      journal.info("overload ends: " + measured + below + since + rules + acted);
    }
  }
}
