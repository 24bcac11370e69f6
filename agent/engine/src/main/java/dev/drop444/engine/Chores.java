package dev.drop444.engine;

import dev.drop444.engine.address.list.ListState;
import dev.drop444.engine.address.list.WatchedList;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.FileStates;
import dev.drop444.engine.config.Key;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Problem;
import dev.drop444.engine.journal.Faults;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.overload.OverloadWatch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is done now and then: address lists and the configuration are read again when their files
 * have changed, bans are kept in theirs, and overload is looked for if a rule asks. On one daemon
 * thread, which the first connection starts and only if there is something to do: before the
 * application's main class runs, no thread of ours may.
 */
final class Chores implements AutoCloseable {

  private static final long INTERVAL_NANOS = 3_000_000_000L;
  private static final long SAMPLE_NANOS = 1_000_000_000L;

  /** Keys that are read once. */
  private static final List<Key<?>> LASTING =
      List.of(
          KeyTable.IPV4_PREFIX,
          KeyTable.IPV6_PREFIX,
          KeyTable.MAX_BANS,
          KeyTable.MAX_CLIENTS,
          KeyTable.MAX_RATES,
          KeyTable.BAN_FILE,
          KeyTable.LOG,
          KeyTable.LOG_MAX_SIZE,
          KeyTable.LOG_MAX_FILES);

  private final Engine engine;
  private final Journal journal;
  private final Faults faults;
  private final OverloadWatch overload;
  private final AtomicBoolean started = new AtomicBoolean();
  private final Map<WatchedList, String> problems = new WeakHashMap<>();
  private final List<Runnable> more = new CopyOnWriteArrayList<>();
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  /** The configuration whose warnings were said. */
  private @Nullable Configuration said;

  /** How the files looked at the last tick, and when they were last read without success. */
  private @Nullable FileStates last;

  private @Nullable FileStates refused;

  /** Null if bans end with the process. */
  private final @Nullable KeptBans keptBans;

  Chores(
      Engine engine,
      @Nullable KeptBans keptBans,
      OverloadWatch overload,
      Journal journal,
      Faults faults) {
    this.engine = engine;
    this.keptBans = keptBans;
    this.journal = journal;
    this.faults = faults;
    this.overload = overload;
  }

  /** Starts the thread if there is something to do; once that was asked, a plain read. */
  void start() {
    if (!started.get() && started.compareAndSet(false, true)) {
      Configuration configuration = engine.configuration();
      if (!overload.isNeeded()
          && configuration.files().isEmpty()
          && configuration.lists().isEmpty()
          && configuration.warnings().isEmpty()
          && more.isEmpty()
          && keptBans == null) {
        return;
      }
      // Inherits nothing of the request's thread that happens to be first.
      Thread fresh = new Thread(null, this::run, "drop444-chores", 0, false);
      fresh.setDaemon(true);
      fresh.setContextClassLoader(Chores.class.getClassLoader());
      thread = fresh;
      fresh.start();
    }
  }

  /** Has something else done at each tick. */
  void add(Runnable chore) {
    more.add(chore);
  }

  /** Another configuration may have something to do where the one before had nothing. */
  void reconsider() {
    if (thread == null) {
      started.set(false);
    }
  }

  /** The keys of which another value counts only from the next start on. */
  static List<String> lastingChanges(Configuration before, Configuration after) {
    return LASTING.stream()
        .filter(key -> !Objects.equals(after.get(key), before.get(key)))
        .map(Key::toString)
        .collect(Collectors.toList());
  }

  private void run() {
    long due = System.nanoTime();
    while (!closed) {
      sample();
      if (System.nanoTime() - due >= 0) {
        tick();
        due = System.nanoTime() + INTERVAL_NANOS;
      }
      LockSupport.parkNanos(this, overload.isNeeded() ? SAMPLE_NANOS : INTERVAL_NANOS);
    }
  }

  private void sample() {
    try {
      overload.sample();
    } catch (Throwable ours) {
      faults.report("overload", ours);
    }
  }

  /** Looks at everything once. Never throws. */
  synchronized void tick() {
    try {
      Configuration configuration = engine.configuration();
      if (said != configuration) {
        said = configuration;
        for (Problem warning : configuration.warnings()) {
          journal.warn(warning.toString());
        }
        configuration.lists().forEach(list -> record(list.state()));
      }
      if (keptBans != null && keptBans.tick()) {
        engine.reviewConnections();
      }
      configuration.lists().forEach(this::refresh);
      reloadIfChanged(configuration);
      more.forEach(Runnable::run);
    } catch (Throwable ours) {
      faults.report("chores", ours);
    }
  }

  private void refresh(WatchedList list) {
    boolean reread = list.refresh();
    if (reread) {
      engine.reviewConnections();
    }
    ListState state = list.state();
    String problem = state.problem();
    if (reread) {
      record(state);
    }
    String before = problem == null ? problems.remove(list) : problems.put(list, problem);
    if (problem != null && !problem.equals(before)) {
      journal.warn(state.toString());
    } else if (reread || (problem == null && before != null)) {
      journal.info(state.toString());
    }
  }

  private void record(ListState state) {
    journal
        .flight()
        .listLoaded(state.file().toString(), state.entries(), state.brokenLines(), state.problem());
  }

  private void reloadIfChanged(Configuration configuration) {
    FileStates now = configuration.files().now();
    boolean resting = now.equals(last);
    last = now;
    // What is half written is left alone until the next tick.
    if (now.equals(configuration.files()) || now.equals(refused) || !resting) {
      return;
    }
    follow(configuration, now, configuration.reload());
  }

  /** Reads everything now. */
  synchronized Loaded reload() {
    Configuration configuration = engine.configuration();
    FileStates now = configuration.files().now();
    last = now;
    Loaded loaded = configuration.reload();
    follow(configuration, now, loaded);
    return loaded;
  }

  private void follow(Configuration configuration, FileStates now, Loaded loaded) {
    Configuration fresh = loaded.configuration().orElse(null);
    if (fresh == null) {
      refused = now;
      journal.warn(
          "the configuration has changed and is wrong; the one before stays in force. Problems: "
              + loaded.problems().size());
      loaded.problems().forEach(problem -> journal.warn(problem.toString()));
      journal.flight().reloaded(false, String.valueOf(loaded.problems()));
      return;
    }
    refused = null;
    for (String key : lastingChanges(configuration, fresh)) {
      journal.warn(key + " has changed, but counts only from the next start on");
    }
    engine.replace(fresh);
    journal.flight().reloaded(true, fresh.toString());
    journal.info("the configuration was read again: " + fresh);
    if (engine.wantedMode() != null) {
      journal.info("an operator's mode stays in force: " + engine.policyInForce().mode);
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      LockSupport.unpark(running);
    }
    writeBans();
  }

  private synchronized void writeBans() {
    try {
      if (keptBans != null) {
        keptBans.write();
      }
    } catch (RuntimeException ours) {
      faults.report("ban file", ours);
    }
  }
}
