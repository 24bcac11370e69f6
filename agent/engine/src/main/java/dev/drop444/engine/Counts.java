package dev.drop444.engine;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.journal.Refusals;
import dev.drop444.engine.journal.Refusals.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

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
  private final long signals;
  private final long early;
  private final Map<Gate, Map<Word, Map<String, Long>>> decisions = new EnumMap<>(Gate.class);
  private final Map<String, Long> silent;
  private final Map<String, Long> wouldCloseSilent;
  private final Map<String, Long> outcasts;
  private final Map<String, Long> faults;

  Counts(
      Collection<Counters> servers,
      Collection<Refusals> refusals,
      long bans,
      long open,
      Map<String, Long> faults) {
    this.connections = sum(servers, each -> each.connections);
    this.requests = sum(servers, each -> each.requests);
    this.malformed = sum(servers, each -> each.malformed);
    this.spared = sum(servers, each -> each.spared);
    this.bans = bans;
    this.open = open;
    this.refused = sums(refusals, Kind.ACCEPT, true);
    this.wouldRefuse = sums(refusals, Kind.ACCEPT, false);
    this.silent = sums(refusals, Kind.SILENT, true);
    this.wouldCloseSilent = sums(refusals, Kind.SILENT, false);
    this.outcasts = sums(refusals, Kind.OUTCAST, true);
    this.signals = sum(servers, each -> each.signals);
    this.early = sum(servers, each -> each.early);
    for (Gate gate : Gate.values()) {
      Map<Word, Map<String, Long>> words = new EnumMap<>(Word.class);
      for (Word word : Word.values()) {
        words.put(word, new TreeMap<>());
      }
      decisions.put(gate, words);
    }
    for (Counters each : servers) {
      each.decisions().values().forEach(ofMode -> ofMode.forEach(this::add));
    }
    this.faults = Collections.unmodifiableMap(faults);
  }

  private static long sum(Collection<Counters> servers, Function<Counters, LongAdder> which) {
    return servers.stream().map(which).mapToLong(LongAdder::sum).sum();
  }

  private void add(Gate gate, Word word, String rule, LongAdder count) {
    Objects.requireNonNull(Objects.requireNonNull(decisions.get(gate)).get(word))
        .merge(rule, count.sum(), Long::sum);
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

  /** How often something was decided with one of these words at a gate, by rule. */
  public Map<String, Long> decisions(Gate gate, Word... words) {
    Map<String, Long> sums = new TreeMap<>();
    for (Word word : words) {
      Objects.requireNonNull(Objects.requireNonNull(decisions.get(gate)).get(word))
          .forEach((rule, count) -> sums.merge(rule, count, Long::sum));
    }
    return Collections.unmodifiableMap(sums);
  }

  /** What was dropped at the malformed gate, by rule. */
  public Map<String, Long> malformedDropped() {
    return decisions(Gate.MALFORMED, Word.DROP, Word.BAN);
  }

  /** What would have been dropped at the malformed gate, by rule. */
  public Map<String, Long> malformedWouldDrop() {
    return decisions(Gate.MALFORMED, Word.WOULD_DROP, Word.WOULD_BAN);
  }

  /** Bare answers that told a proxy to drop. */
  public long signals() {
    return signals;
  }

  /** Of what was dropped as a request or as malformed: before the server had read it. */
  public long early() {
    return early;
  }

  /** What was malformed and passed because a proxy sent it. */
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
    return decisions(Gate.SLOW, Word.DROP, Word.BAN);
  }

  /** Requests that would have been ended for that, by rule. */
  public Map<String, Long> slowWouldDrop() {
    return decisions(Gate.SLOW, Word.WOULD_DROP, Word.WOULD_BAN);
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

  /** Requests dropped at the request gate, by rule; what a proxy was told to drop included. */
  public Map<String, Long> dropped() {
    return decisions(Gate.REQUEST, Word.DROP, Word.BAN);
  }

  /** Requests that would have been dropped at the request gate, by rule. */
  public Map<String, Long> wouldDrop() {
    return decisions(Gate.REQUEST, Word.WOULD_DROP, Word.WOULD_BAN);
  }

  /** What failed inside us, by kind. */
  public Map<String, Long> faults() {
    return faults;
  }

  /** The most important of it, for an operator to read. */
  @Override
  public String toString() {
    Map<String, Long> dropped = new TreeMap<>();
    for (Gate gate : Gate.values()) {
      decisions(gate, Word.DROP, Word.BAN)
          .forEach((rule, count) -> dropped.merge(rule, count, Long::sum));
    }
    return connections
        + " connections, refused "
        + text(refused)
        + "; "
        + requests
        + " requests, dropped "
        + text(dropped)
        + "; banned now "
        + bans;
  }

  private static String text(Map<String, Long> byRule) {
    long sum = byRule.values().stream().mapToLong(count -> count).sum();
    return sum == 0
        ? "none"
        : sum
            + byRule.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
  }
}
