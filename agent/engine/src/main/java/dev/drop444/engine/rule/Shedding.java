package dev.drop444.engine.rule;

import dev.drop444.engine.overload.Alarm;
import dev.drop444.engine.overload.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules share that shed or limit: one alarm for each threshold, however many name it, and the
 * conditions for what they spare. For the time in which rules are compiled; not thread-safe.
 */
final class Shedding {

  private final Exemptions exemptions;
  private final Map<Threshold, Alarm> alarms = new LinkedHashMap<>();
  private @Nullable PatternCondition exemptPaths;

  Shedding(Exemptions exemptions) {
    this.exemptions = exemptions;
  }

  OverloadCondition overload(Wording wording, List<Threshold> thresholds) {
    List<Alarm> own = new ArrayList<>();
    for (Threshold threshold : thresholds) {
      own.add(alarms.computeIfAbsent(threshold, Alarm::new));
    }
    return new OverloadCondition(wording, own);
  }

  /** Adds what must hold besides in a rule that sheds. */
  void spareWhenShedding(List<Condition> conditions, Texts.Builder texts) {
    spareLoopback(conditions);
    conditions.add(new ExemptPathCondition(exemptPaths(texts), true));
  }

  /** Adds what must hold besides in a rule that limits requests. What is malformed is limited. */
  void spareFromLimits(List<Condition> conditions, Texts.Builder texts) {
    spareLoopback(conditions);
    conditions.add(new ExemptPathCondition(exemptPaths(texts), false));
  }

  /** Adds what must hold besides in a rule that limits connections, which have no path. */
  void spareLoopback(List<Condition> conditions) {
    if (exemptions.loopback()) {
      conditions.add(new StrangerCondition());
    }
  }

  private PatternCondition exemptPaths(Texts.Builder texts) {
    PatternCondition made = exemptPaths;
    if (made == null) {
      Wording wording = new Wording("exempt-paths", true, exemptions.paths());
      made = texts.add(wording, Subject.PATH, exemptions.paths());
      exemptPaths = made;
    }
    return made;
  }

  List<Alarm> alarms() {
    return List.copyOf(alarms.values());
  }
}
