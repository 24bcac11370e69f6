package dev.drop444.engine.rule;

import dev.drop444.engine.overload.Alarm;
import dev.drop444.engine.overload.Alarm.State;
import dev.drop444.engine.overload.Threshold;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** One of these alarms is raised. A volatile read each. */
final class OverloadCondition extends Condition implements AtAccept {

  private final Alarm[] alarms;

  /**
   * A condition.
   *
   * @param alarms that somebody updates; never known where nobody does
   */
  OverloadCondition(Wording wording, List<Alarm> alarms) {
    super(wording, LOAD);
    this.alarms = alarms.toArray(new Alarm[0]);
  }

  @Override
  Truth test(Facts facts) {
    return truth();
  }

  @Override
  public boolean holds(InetAddress peer, Peers peers) {
    Truth truth = truth();
    return truth != Truth.UNKNOWN && (truth == Truth.YES) != wording().negated();
  }

  private Truth truth() {
    Truth truth = Truth.NO;
    for (Alarm alarm : alarms) {
      State state = alarm.state();
      if (state == State.RAISED) {
        return Truth.YES;
      }
      if (state == State.UNKNOWN) {
        truth = Truth.UNKNOWN;
      }
    }
    return truth;
  }

  @Override
  boolean needsHead() {
    return false;
  }

  @Override
  boolean isEmpty() {
    return alarms.length == 0;
  }

  /** Those of its thresholds that no value can ever be above. */
  List<Threshold> outOfReach() {
    List<Threshold> outOfReach = new ArrayList<>();
    for (Alarm alarm : alarms) {
      if (alarm.threshold().isOutOfReach()) {
        outOfReach.add(alarm.threshold());
      }
    }
    return outOfReach;
  }

  /** Whether none of its alarms can ever be raised. */
  boolean isImpossible() {
    return outOfReach().size() == alarms.length;
  }

  @Override
  boolean includes(Condition other) {
    for (Alarm narrow : ((OverloadCondition) other).alarms) {
      boolean included = false;
      for (Alarm wide : alarms) {
        included |= wide.threshold().includes(narrow.threshold());
      }
      if (!included) {
        return false;
      }
    }
    return true;
  }
}
