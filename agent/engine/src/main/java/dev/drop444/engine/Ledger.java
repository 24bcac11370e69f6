package dev.drop444.engine;

import dev.drop444.engine.journal.Faults;
import dev.drop444.engine.journal.Refusals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What was counted, at which server and where; for those who show it. Thread-safe. */
public final class Ledger {

  private final Shared shared;
  private final Faults faults;
  private final Map<String, Counters> servers = new ConcurrentHashMap<>();
  private volatile long since;

  Ledger(Shared shared, Faults faults) {
    this.shared = shared;
    this.faults = faults;
    this.since = shared.time.currentTimeMillis();
  }

  /** What a server's gates count; the same object for the same name. */
  Counters counters(String server) {
    return servers.computeIfAbsent(server, Counters::new);
  }

  Collection<Counters> counters() {
    return servers.values();
  }

  /** Since when all of it was counted, in milliseconds since the epoch. */
  public long since() {
    return since;
  }

  /** A predecessor has counted since then. */
  void since(long millis) {
    since = Math.min(since, millis);
  }

  /** What happened so far, at all servers together. */
  public Counts counts() {
    return counts(servers.values(), shared.journal.refusals());
  }

  /** What happened so far at each server. Clients, connections and faults are of all together. */
  public Map<String, Counts> byServer() {
    Map<String, Counts> counts = new TreeMap<>();
    for (Counters each : servers.values()) {
      List<Refusals> refusals = new ArrayList<>(shared.journal.refusals());
      refusals.removeIf(one -> !one.server().equals(each.server));
      counts.put(each.server, counts(List.of(each), refusals));
    }
    return counts;
  }

  private Counts counts(Collection<Counters> counters, Collection<Refusals> refusals) {
    return new Counts(
        counters, refusals, shared.outcasts.size(), shared.connections.size(), faults.counts());
  }

  /** The names of the servers that have come to a gate, or may come to one. */
  public Set<String> servers() {
    return Set.copyOf(servers.keySet());
  }

  /** Is shown how often something was decided, in the words of the drop log. */
  public interface DecisionVisitor {
    /**
     * Something that was decided at least once.
     *
     * @param count how often, at each moment in which it is asked
     */
    void decided(
        String server, String mode, String gate, String action, String rule, LongSupplier count);
  }

  /** Shows all that was decided, refusals at accept included. */
  public void forEachDecision(DecisionVisitor visitor) {
    for (Counters each : servers.values()) {
      each.decisions()
          .forEach(
              (mode, decisions) ->
                  decisions.forEach(
                      (gate, word, rule, count) ->
                          visitor.decided(
                              each.server, mode, gate.key(), word.toString(), rule, count::sum)));
    }
    for (Refusals each : shared.journal.refusals()) {
      if (each.count() > 0) {
        visitor.decided(
            each.server(), each.mode(), each.gate(), each.action(), each.rule(), each::count);
      }
    }
  }

  /** Is shown a client that was hit often. */
  public interface OffenderVisitor {
    /** A client. */
    void hit(String client, String rule, long times);
  }

  /**
   * Shows those that were hit most, about, the worst first, each with the last rule that hit it.
   *
   * @param most how many at most
   */
  public void forEachOffender(int most, OffenderVisitor visitor) {
    shared.offenders.worst(most).forEach(each -> visitor.hit(each.client, each.rule, each.hits));
  }

  /** A bounded table of clients or other keys. */
  public static final class Table {
    private final LongSupplier size;
    private final long capacity;
    private final LongSupplier evicted;

    private Table(LongSupplier size, long capacity, LongSupplier evicted) {
      this.size = size;
      this.capacity = capacity;
      this.evicted = evicted;
    }

    /** How many keys there are. Counts them, which takes a while with a million. */
    public long size() {
      return size.getAsLong();
    }

    /** How many there can be; -1 for as many as the server has connections. */
    public long capacity() {
      return capacity;
    }

    /** How many had to give way before their time. */
    public long evicted() {
      return evicted.getAsLong();
    }
  }

  /** All bounded tables, by name. */
  public Map<String, Table> tables() {
    return Map.of(
        "bans", new Table(shared.bans::size, shared.bans.most(), shared.bans::evicted),
        "strikes", new Table(shared.strikes::size, shared.strikes.most(), shared.strikes::evicted),
        "rates", new Table(shared.limits::size, shared.limits.most(), shared.limits::forgotten),
        "connections", new Table(shared.connections::size, -1, () -> 0));
  }

  /** What each gate takes, by its name in the log. */
  public Map<String, SelfTime> selfTimes() {
    return Map.of(
        "accept", shared.acceptTime,
        "request", shared.requestTime,
        "malformed", shared.malformedTime,
        "response", shared.responseTime);
  }

  /** Shows what was counted as lines of text that {@link #read} understands. */
  public void write(Consumer<String> lines) {
    new CountLines(this, shared.journal).write(lines);
  }

  /** Adds what a predecessor counted; false if the line says nothing that is known here. */
  public boolean read(String line) {
    return new CountLines(this, shared.journal).read(line);
  }
}
