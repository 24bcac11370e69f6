package dev.drop444.engine.anomaly;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets of kinds as bits, their names, and the table of all of them for documentation. */
public final class Anomalies {

  private Anomalies() {}

  /** All kinds. */
  public static long all() {
    return mask(List.of(Anomaly.values()));
  }

  /** The kinds that the standard preset looks for. */
  public static long standard() {
    long mask = 0;
    for (Anomaly anomaly : Anomaly.values()) {
      if (anomaly.strictness() == Strictness.STANDARD) {
        mask |= anomaly.bit();
      }
    }
    return mask;
  }

  public static long mask(Collection<Anomaly> kinds) {
    long mask = 0;
    for (Anomaly anomaly : kinds) {
      mask |= anomaly.bit();
    }
    return mask;
  }

  /** The kinds in a mask, in the order of declaration. */
  public static List<Anomaly> list(long mask) {
    List<Anomaly> kinds = new ArrayList<>();
    for (Anomaly anomaly : Anomaly.values()) {
      if ((mask & anomaly.bit()) != 0) {
        kinds.add(anomaly);
      }
    }
    return kinds;
  }

  /** The kind of that name, or null if there is none. */
  public static @Nullable Anomaly named(String key) {
    for (Anomaly anomaly : Anomaly.values()) {
      if (anomaly.key().equals(key)) {
        return anomaly;
      }
    }
    return null;
  }

  /** All names, for error messages. */
  public static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Anomaly anomaly : Anomaly.values()) {
      keys.add(anomaly.key());
    }
    return keys;
  }

  /** A Markdown table of all kinds: name, preset, meaning, rules of the Core Rule Set. */
  public static String document() {
    StringBuilder table =
        new StringBuilder("| Kind | Preset | Holds when | CRS |\n|---|---|---|---|\n");
    for (Anomaly anomaly : Anomaly.values()) {
      table
          .append("| `")
          .append(anomaly.key())
          .append("` | ")
          .append(anomaly.strictness() == Strictness.STANDARD ? "standard" : "strict")
          .append(" | ")
          .append(anomaly.sentence())
          .append(" | ")
          .append(anomaly.coreRules())
          .append(" |\n");
    }
    return table.toString();
  }
}
