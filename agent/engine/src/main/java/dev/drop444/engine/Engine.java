package dev.drop444.engine;

import dev.drop444.engine.address.list.ListState;
import dev.drop444.engine.address.list.WatchedList;
import dev.drop444.engine.ban.BanFile;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.connection.Sweeper;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.journal.Faults;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.journal.LogTarget;
import dev.drop444.engine.time.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides, and takes note of what it decided. The parts are elsewhere; this is how they work
 * together. Thread-safe.
 */
public final class Engine implements AutoCloseable {

  private final Faults faults;
  private final Shared shared;
  private final Chores chores;
  private final Sweeper sweeper;
  private final Ledger ledger;
  private final Map<String, Door> doors = new ConcurrentHashMap<>();
  private volatile Configuration configuration;
  private volatile long configuredMillis;
  private volatile Policy policy;

  /** The mode that an operator wants whatever the configuration says; null for none. */
  private volatile @Nullable Mode wantedMode;

  private Engine(Configuration configuration, LogTarget log, TimeSource time) {
    Journal journal = new Journal(log, time, Journal.CAPACITY);
    this.faults = new Faults(journal, time);
    this.shared = new Shared(configuration, journal, faults, time);
    this.ledger = new Ledger(shared, faults);
    this.configuration = configuration;
    this.configuredMillis = time.currentTimeMillis();
    this.policy = policy();
    this.chores = new Chores(this, keptBans(configuration), shared.overload, journal, faults);
    this.sweeper =
        new Sweeper(
            shared.connections,
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
   * The gates of a server; the same ones for the same name.
   *
   * @param server as counters name it
   */
  public Gates gates(String server) {
    Door door = doors.get(server);
    return door == null ? open(server) : door;
  }

  private synchronized Door open(String server) {
    return doors.computeIfAbsent(
        server, name -> new Door(policy, shared, ledger.counters(name), faults, chores, sweeper));
  }

  /**
   * Puts another configuration in force, in one volatile write for each server. Bans stay; prefix
   * lengths and {@code max-bans} stay as they were at the start.
   */
  public synchronized void replace(Configuration configuration) {
    this.configuration = configuration;
    this.configuredMillis = shared.time.currentTimeMillis();
    enforce();
  }

  private synchronized void enforce() {
    Policy policy = policy();
    this.policy = policy;
    doors.values().forEach(door -> door.follow(policy));
    shared.connections.review();
    chores.reconsider();
  }

  private Policy policy() {
    Mode mode = mode();
    Policy next = new Policy(configuration, mode, shared);
    shared.follow(configuration);
    // Before anybody can ask for the alarms.
    shared.overload.follow(mode == Mode.OFF ? List.of() : configuration.rules().alarms());
    return next;
  }

  /**
   * Puts a configuration in force that did not come from the files of the one before, and says so.
   * Its mode holds, whatever an operator wanted before.
   *
   * @return keys that have changed and count only from the next start on
   */
  public List<String> reconfigure(Configuration configuration) {
    List<String> lasting = Chores.lastingChanges(this.configuration, configuration);
    wantedMode = null;
    replace(configuration);
    shared.journal.flight().reloaded(true, configuration.toString());
    shared.journal.info("another configuration is in force: " + configuration);
    return lasting;
  }

  /**
   * Reads the configuration's files and all address lists again, now.
   *
   * @return what was found; if there are problems, all is as it was
   */
  public Loaded reload() {
    return chores.reload();
  }

  /**
   * The servers are about to be left: from now on nothing is read of a connection that a server
   * would have to be given later.
   */
  public void leave() {
    shared.leaving = true;
  }

  /** The mode in force. */
  public Mode mode() {
    Mode wanted = wantedMode;
    return wanted == null ? configuration.get(KeyTable.MODE) : wanted;
  }

  /**
   * Puts another mode in force, for as long as the engine lives; reading the configuration again
   * does not change it.
   *
   * @param mode null for what the configuration says
   */
  public synchronized void switchMode(@Nullable Mode mode) {
    wantedMode = mode;
    enforce();
    shared.journal.info(
        mode == null
            ? "an operator wants the mode that the configuration says: " + policy.mode
            : "an operator wants mode=" + policy.mode + ", whatever the configuration says");
  }

  /** The mode that an operator wants whatever the configuration says; null for none. */
  @Nullable Mode wantedMode() {
    return wantedMode;
  }

  /** The configuration in force. */
  public Configuration configuration() {
    return configuration;
  }

  /** Since when it is, in milliseconds since the epoch. */
  public long configuredMillis() {
    return configuredMillis;
  }

  /** The bans, for an operator's hand. */
  public BansByHand bans() {
    return new BansByHand(this, shared);
  }

  /** What was counted. */
  public Ledger ledger() {
    return ledger;
  }

  /** The address lists in files, and how they are. */
  public List<ListState> lists() {
    return configuration.lists().stream().map(WatchedList::state).collect(Collectors.toList());
  }

  /** The last lines of the log about single decisions, as text; the newest last. */
  public List<String> lastLines() {
    return shared.journal.lastLines();
  }

  /**
   * Has something done every few seconds, on the engine's thread, from the first connection on.
   *
   * @param chore may fail
   */
  public void add(Runnable chore) {
    chores.add(chore);
  }

  /** Shows every ban as a line of a {@code ban-file}. */
  public void writeBans(Consumer<String> lines) {
    shared.bans.forEach((client, ban) -> lines.accept(BanFile.line(client, ban)));
  }

  /** Puts a ban in force again; false if the line is none. */
  public boolean readBan(String line) {
    boolean restored = BanFile.restore(line, shared.bans);
    if (restored) {
      reckonWithBans();
    }
    return restored;
  }

  /** Somebody was banned, though maybe no rule bans: the policy in force must know that. */
  void reckonWithBans() {
    if (!policy.reckonsWithBans) {
      enforce();
    }
    shared.connections.review();
  }

  /** The policy in force. */
  Policy policyInForce() {
    return policy;
  }

  /** Says that clients may have become outcasts: what they have open is looked at soon. */
  void reviewConnections() {
    shared.connections.review();
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

  /** What happened so far, at all servers. */
  public Counts counts() {
    return ledger.counts();
  }

  /** Writes what is yet to be written, at most two seconds long, and ends the engine's threads. */
  @Override
  public void close() {
    chores.close();
    sweeper.close();
    shared.close();
  }
}
