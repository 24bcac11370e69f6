package dev.drop444.engine.rule;

import dev.drop444.engine.anomaly.Anomalies;
import dev.drop444.engine.anomaly.Anomaly;
import dev.drop444.engine.gate.Malformation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a rule calls malformed: kinds that a server's parser refuses, told at the malformed gate,
 * and kinds of anomalies that a parser takes, found at the request gate. Immutable.
 */
public final class MalformedKinds {

  /** Whatever a parser refuses, and the anomalies over which no well-behaved client trips. */
  public static final String ANY = "any";

  /** All kinds there are. */
  public static final String STRICT = "strict";

  private final Set<Malformation> refused;
  private final long anomalies;

  private MalformedKinds(Set<Malformation> refused, long anomalies) {
    this.refused = refused;
    this.anomalies = anomalies;
  }

  /**
   * The union of what words stand for.
   *
   * @param words each one of {@link #words()}
   */
  public static MalformedKinds of(Collection<String> words) {
    EnumSet<Malformation> refused = EnumSet.noneOf(Malformation.class);
    long anomalies = 0;
    for (String word : words) {
      Anomaly anomaly = Anomalies.named(word);
      if (anomaly != null) {
        anomalies |= anomaly.bit();
      } else if (word.equals(ANY) || word.equals(STRICT)) {
        refused.addAll(EnumSet.allOf(Malformation.class));
        anomalies |= word.equals(ANY) ? Anomalies.standard() : Anomalies.all();
      } else {
        refused.add(refusal(word));
      }
    }
    return new MalformedKinds(refused, anomalies);
  }

  private static Malformation refusal(String word) {
    for (Malformation kind : Malformation.values()) {
      if (kind.key().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(word);
  }

  /** All that may be written. */
  public static List<String> words() {
    List<String> words = new ArrayList<>(List.of(ANY, STRICT));
    for (Malformation kind : Malformation.values()) {
      words.add(kind.key());
    }
    words.addAll(Anomalies.keys());
    return words;
  }

  boolean contains(Malformation kind) {
    return refused.contains(kind);
  }

  /** The anomalies, as {@linkplain Anomalies#list bits}. */
  long anomalies() {
    return anomalies;
  }

  /** Whether all kinds of another are among these. */
  boolean includes(MalformedKinds other) {
    return refused.containsAll(other.refused) && (other.anomalies & ~anomalies) == 0;
  }
}
