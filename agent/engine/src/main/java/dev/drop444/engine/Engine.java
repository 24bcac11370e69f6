package dev.drop444.engine;

import dev.drop444.engine.ban.BanFile;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.connection.Sweeper;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.gate.Workers;
import dev.drop444.engine.journal.Faults;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.journal.LogTarget;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides, and takes note of what it decided. The parts are elsewhere; this is how they work
 * together, and where whatever fails in them is counted, and passes.
 *
 * <p>A request without a match allocates nothing here and takes no lock, unless a rule looks at the
 * path and the path is not in normal form, or the client stands behind a trusted proxy; neither
 * does a connection over IPv4. Thread-safe.
 */
public final class Engine implements Gates, AutoCloseable {

  private final Faults faults;
  private final Shared shared;
  private final Chores chores;
  private final Sweeper sweeper;
  private volatile Regime regime;
  private volatile boolean saidThatManagementIsLeftAlone;

  private Engine(Configuration configuration, LogTarget log, TimeSource time) {
    Journal journal = new Journal(log, time, Journal.CAPACITY);
    this.faults = new Faults(journal, time);
    this.shared = new Shared(configuration, journal, faults, time);
    this.regime = enforce(configuration);
    this.chores = new Chores(this, keptBans(configuration), shared.overload, journal, faults);
    this.sweeper =
        new Sweeper(
            shared.connections,
            () -> regime.slow,
            shared.overload::isExhausted,
            ours -> faults.report("connections", ours));
  }

  private @Nullable KeptBans keptBans(Configuration configuration) {
    String name = configuration.get(KeyTable.BAN_FILE);
    return name.isEmpty()
        ? null
        : new KeptBans(shared.bans, configuration.path(name), shared.journal, shared.time);
  }

  /** An engine on this machine's clocks. */
  public static Engine start(Configuration configuration, LogTarget log) {
    return start(configuration, log, TimeSource.SYSTEM);
  }

  /**
   * An engine. Starts no thread and touches no logging: both wait for the first thing to be said,
   * or the first connection.
   *
   * @param log opened once, on a thread of the engine's own
   * @param time for tests to move
   */
  public static Engine start(Configuration configuration, LogTarget log, TimeSource time) {
    return new Engine(configuration, log, time);
  }

  /**
   * Puts another configuration in force, in one volatile write. Bans stay; prefix lengths and
   * {@code max-bans} stay as they were at the start.
   */
  public void replace(Configuration configuration) {
    regime = enforce(configuration);
    shared.connections.review();
    chores.reconsider();
  }

  /**
   * Puts a configuration in force that did not come from the files of the one before, and says so.
   *
   * @return keys that have changed and count only from the next start on
   */
  public List<String> reconfigure(Configuration configuration) {
    List<String> lasting = Chores.lastingChanges(this.configuration(), configuration);
    replace(configuration);
    shared.journal.flight().reloaded(true, configuration.toString());
    shared.journal.info("another configuration is in force: " + configuration);
    return lasting;
  }

  /** Shows every ban as a line of a {@code ban-file}. */
  public void writeBans(Consumer<String> lines) {
    shared.bans.forEach((client, ban) -> lines.accept(BanFile.line(client, ban)));
  }

  /** Puts a ban in force again; false if the line is none. */
  public boolean readBan(String line) {
    return BanFile.restore(line, shared.bans);
  }

  /** Shows what was counted as lines of text that {@link #readCount} understands. */
  public void writeCounts(Consumer<String> lines) {
    new CountLines(shared.counters, shared.journal).write(lines);
  }

  /** Adds what a predecessor counted; false if the line says nothing that is known here. */
  public boolean readCount(String line) {
    return new CountLines(shared.counters, shared.journal).read(line);
  }

  /** Says that clients may have become outcasts: what they have open is looked at soon. */
  void reviewConnections() {
    shared.connections.review();
  }

  private Regime enforce(Configuration configuration) {
    Regime next = new Regime(configuration, shared);
    // Before anybody can ask for the alarms.
    shared.overload.follow(
        configuration.get(KeyTable.MODE) == Mode.OFF ? List.of() : configuration.rules().alarms());
    return next;
  }

  /** The configuration in force. */
  public Configuration configuration() {
    return regime.configuration;
  }

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    try {
      chores.start();
      return regime.accept.decide(peer);
    } catch (Throwable ours) {
      faults.report("accept gate", ours);
      return AcceptVerdict.PASS;
    }
  }

  @Override
  public Verdict request(RequestHead head) {
    try {
      return regime.request.decide(head);
    } catch (Throwable ours) {
      faults.report("request gate", ours);
      return Verdict.PASS;
    }
  }

  @Override
  public Verdict malformed(
      @Nullable InetAddress peer,
      int localPort,
      Malformation what,
      @Nullable CharSequence excerpt) {
    try {
      return regime.malformed.decide(peer, localPort, what, excerpt);
    } catch (Throwable ours) {
      faults.report("malformed gate", ours);
      return Verdict.PASS;
    }
  }

  @Override
  public boolean looksAt(int status) {
    return regime.response.looksAt(status);
  }

  @Override
  public Verdict response(RequestHead head, ResponseHead response) {
    try {
      return regime.response.decide(head, response);
    } catch (Throwable ours) {
      faults.report("response gate", ours);
      return Verdict.PASS;
    }
  }

  @Override
  public boolean guardsManagement() {
    if (regime.guardsManagement) {
      return true;
    }
    if (!saidThatManagementIsLeftAlone) {
      saidThatManagementIsLeftAlone = true;
      info("the server's management interface is left alone, unless guard-management=true");
    }
    return false;
  }

  @Override
  public boolean writesAccessLog() {
    return regime.writesAccessLog;
  }

  @Override
  public void workers(Workers workers) {
    try {
      shared.overload.add(workers);
    } catch (Throwable ours) {
      faults.report("workers", ours);
    }
  }

  @Override
  public @Nullable ConnectionWatch opened(OpenConnection connection) {
    try {
      if (!regime.tracksConnections) {
        return null;
      }
      sweeper.start();
      return shared.connections.opened(connection);
    } catch (Throwable ours) {
      faults.report("connections", ours);
      return null;
    }
  }

  /** Looks at open connections as the engine's thread does about once a second. */
  void sweep() {
    sweeper.sweep();
  }

  /** Looks at files as the engine's thread does now and then. */
  void tick() {
    chores.tick();
  }

  /** Looks for overload as the engine's thread does once a second. */
  void sample() {
    shared.overload.sample();
  }

  /**
   * Takes note of a fault outside the gates after which traffic passes; logged once per kind and
   * minute. Never throws.
   *
   * @param where the hook or part that failed
   */
  public void fault(String where, Throwable thrown) {
    faults.report(where, thrown);
  }

  /** Says something that the operator should act on. Does not block. */
  public void warn(String text) {
    shared.journal.warn(text);
  }

  /** Says something that the operator may want to know. Does not block. */
  public void info(String text) {
    shared.journal.info(text);
  }

  /** What happened so far. */
  public Counts counts() {
    return new Counts(
        shared.counters,
        shared.journal.refusals(),
        shared.outcasts.size(),
        shared.connections.size(),
        faults.counts());
  }

  /** Writes what is yet to be written, at most two seconds long, and ends the engine's threads. */
  @Override
  public void close() {
    chores.close();
    sweeper.close();
    shared.close();
  }
}
