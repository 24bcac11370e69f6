package dev.drop444.engine;

import dev.drop444.engine.journal.Refusals;
import dev.drop444.engine.journal.Refusals.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What happened since the start, as of one moment. Immutable. */
public final class Counts {

  private final long connections;
  private final long requests;
  private final long malformed;
  private final long spared;
  private final long bans;
  private final long open;
  private final Map<String, Long> refused;
  private final Map<String, Long> wouldRefuse;
  private final Map<String, Long> dropped;
  private final Map<String, Long> wouldDrop;
  private final Map<String, Long> malformedDropped;
  private final Map<String, Long> malformedWouldDrop;
  private final Map<String, Long> slowDropped;
  private final Map<String, Long> slowWouldDrop;
  private final Map<String, Long> silent;
  private final Map<String, Long> wouldCloseSilent;
  private final Map<String, Long> outcasts;
  private final Map<String, Long> faults;

  Counts(
      Counters counters,
      Collection<Refusals> refusals,
      long bans,
      long open,
      Map<String, Long> faults) {
    this.connections = counters.connections.sum();
    this.requests = counters.requests.sum();
    this.malformed = counters.malformed.sum();
    this.spared = counters.spared.sum();
    this.bans = bans;
    this.open = open;
    this.refused = sums(refusals, Kind.ACCEPT, true);
    this.wouldRefuse = sums(refusals, Kind.ACCEPT, false);
    this.silent = sums(refusals, Kind.SILENT, true);
    this.wouldCloseSilent = sums(refusals, Kind.SILENT, false);
    this.outcasts = sums(refusals, Kind.OUTCAST, true);
    this.dropped = Collections.unmodifiableMap(counters.dropped());
    this.wouldDrop = Collections.unmodifiableMap(counters.wouldDrop());
    this.malformedDropped = Collections.unmodifiableMap(counters.malformedDropped());
    this.malformedWouldDrop = Collections.unmodifiableMap(counters.malformedWouldDrop());
    this.slowDropped = Collections.unmodifiableMap(counters.slowDropped());
    this.slowWouldDrop = Collections.unmodifiableMap(counters.slowWouldDrop());
    this.faults = Collections.unmodifiableMap(faults);
  }

  private static Map<String, Long> sums(
      Collection<Refusals> refusals, Kind kind, boolean enforced) {
    Map<String, Long> sums = new TreeMap<>();
    for (Refusals each : refusals) {
      if (each.kind() == kind && each.enforced() == enforced && each.count() > 0) {
        sums.merge(each.rule(), each.count(), Long::sum);
      }
    }
    return Collections.unmodifiableMap(sums);
  }

  /** Connections that came to the accept gate. */
  public long connections() {
    return connections;
  }

  /** Requests that came to the request gate. */
  public long requests() {
    return requests;
  }

  /** What came to the malformed gate. */
  public long malformed() {
    return malformed;
  }

  /** What was dropped at the malformed gate, by rule. */
  public Map<String, Long> malformedDropped() {
    return malformedDropped;
  }

  /** What would have been dropped at the malformed gate, by rule. */
  public Map<String, Long> malformedWouldDrop() {
    return malformedWouldDrop;
  }

  /** Requests that a rule hit and that passed because a proxy sent them. */
  public long spared() {
    return spared;
  }

  /** Clients that are banned now, about. */
  public long bans() {
    return bans;
  }

  /** Connections that are open now and of which we were told. */
  public long open() {
    return open;
  }

  /** Requests ended because they came too slowly, by rule. */
  public Map<String, Long> slowDropped() {
    return slowDropped;
  }

  /** Requests that would have been ended for that, by rule. */
  public Map<String, Long> slowWouldDrop() {
    return slowWouldDrop;
  }

  /** Connections closed because nothing of a request came, by rule. */
  public Map<String, Long> silent() {
    return silent;
  }

  /** Connections that would have been closed for that, by rule. */
  public Map<String, Long> wouldCloseSilent() {
    return wouldCloseSilent;
  }

  /** Open connections closed because their client was banned or denied meanwhile, by rule. */
  public Map<String, Long> outcasts() {
    return outcasts;
  }

  /** Connections refused at accept, by rule. */
  public Map<String, Long> refused() {
    return refused;
  }

  /** Connections that would have been refused, by rule. */
  public Map<String, Long> wouldRefuse() {
    return wouldRefuse;
  }

  /** Requests dropped at the request gate, by rule. */
  public Map<String, Long> dropped() {
    return dropped;
  }

  /** Requests that would have been dropped at the request gate, by rule. */
  public Map<String, Long> wouldDrop() {
    return wouldDrop;
  }

  /** What failed inside us, by kind. */
  public Map<String, Long> faults() {
    return faults;
  }
}
