package dev.drop444.engine.rate;

import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.rate.DebtTable.Answer;
import dev.drop444.engine.rate.DebtTable.Taken;
import dev.drop444.engine.time.TimeSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What all limits remember, whatever becomes of the rules. Thread-safe and lock-free; allocates
 * nothing but its tables, each when it is first needed.
 */
public final class Limits {

  /** The unit of time in the tables: fine enough for a million a second, and lasts for years. */
  static final int TICK_NANOS = 8;

  private static final long WARNING_INTERVAL = Duration.ofHours(1).toNanos();

  private final int most;
  private final ClientPrefix clients;
  private final TimeSource time;
  private final Runnable onFull;
  private final long start;
  private final AtomicLong nextWarning;

  /** What came; null until something does. */
  private volatile @Nullable DebtTable rates;

  /** What goes on; null until something does. */
  private volatile @Nullable DebtTable ongoing;

  private volatile long @Nullable [] seed;

  private final ConnectionCount connections = new ConnectionCount(this);

  /**
   * Nothing is remembered yet.
   *
   * @param most how many keys can be remembered at once, of those that came lately and of those of
   *     which something goes on; beyond it, those that owe least are forgotten
   * @param clients what counts as one client
   * @param onFull is run when keys are forgotten, at most once an hour
   */
  public Limits(int most, ClientPrefix clients, TimeSource time, Runnable onFull) {
    this.most = most;
    this.clients = clients;
    this.time = time;
    this.onFull = onFull;
    this.start = time.nanoTime();
    this.nextWarning = new AtomicLong(start);
  }

  /** How many connections clients have open. */
  public ConnectionCount connections() {
    return connections;
  }

  /** What a limit counts this as, 0 if it does not count it. */
  long key(Limit limit, Countable what, KeyHash hash) {
    long[] seed = this.seed;
    if (seed == null) {
      seed = makeSeed();
    }
    hash.begin(seed[0], seed[1]);
    hash.add(limit.name());
    return limit.key().addTo(hash, what, clients) ? hash.end() : 0;
  }

  /** The time as the tables count it. */
  long now() {
    return (time.nanoTime() - start) / TICK_NANOS;
  }

  boolean allows(Limit limit, long key, long now) {
    DebtTable table = limit.isOfOngoing() ? ongoing : rates;
    return table == null || table.debt(key, limit.isOfOngoing() ? 0 : now) <= limit.tolerance;
  }

  /** How much of something goes on. */
  long ongoing(long key) {
    DebtTable table = ongoing;
    return table == null ? 0 : table.debt(key, 0);
  }

  Answer take(Limit limit, long key, long now, Taken taken) {
    DebtTable table = limit.isOfOngoing() ? ongoing() : rates();
    long before = table.gaveWay();
    Answer answer =
        table.take(key, limit.amount, limit.tolerance, limit.isOfOngoing() ? 0 : now, taken);
    if (answer == Answer.FORGOTTEN || table.gaveWay() != before) {
      warn();
    }
    return answer;
  }

  void giveBack(Limit limit, Taken taken, long since) {
    if (limit.isOfOngoing()) {
      ongoing().giveBackOne(taken.place());
    } else {
      rates().giveBack(taken, limit.amount, since, now());
    }
  }

  /** How many keys can be remembered, of each kind. */
  public long most() {
    return most;
  }

  /** How many keys owe something now. Counts them. */
  public long size() {
    DebtTable rates = this.rates;
    DebtTable ongoing = this.ongoing;
    return (rates == null ? 0 : rates.size(now())) + (ongoing == null ? 0 : ongoing.size(0));
  }

  /** How many keys were forgotten too early, because there were too many. */
  public long forgotten() {
    DebtTable table = rates;
    return table == null ? 0 : table.gaveWay();
  }

  /** How much memory all of it takes now, in bytes. */
  public long bytes() {
    DebtTable rates = this.rates;
    DebtTable ongoing = this.ongoing;
    return (rates == null ? 0 : rates.bytes()) + (ongoing == null ? 0 : ongoing.bytes());
  }

  private void warn() {
    long now = time.nanoTime();
    long next = nextWarning.get();
    if (now - next >= 0 && nextWarning.compareAndSet(next, now + WARNING_INTERVAL)) {
      onFull.run();
    }
  }

  private DebtTable rates() {
    DebtTable made = rates;
    return made != null ? made : makeRates();
  }

  DebtTable ongoing() {
    DebtTable made = ongoing;
    return made != null ? made : makeOngoing();
  }

  // Each only once, and a matter of microseconds.

  private synchronized DebtTable makeRates() {
    DebtTable made = rates;
    if (made == null) {
      made = new DebtTable(most, false);
      rates = made;
    }
    return made;
  }

  private synchronized DebtTable makeOngoing() {
    DebtTable made = ongoing;
    if (made == null) {
      made = new DebtTable(most, true);
      ongoing = made;
    }
    return made;
  }

  /** Not at the start: security providers are loaded for it. */
  private synchronized long[] makeSeed() {
    long[] made = seed;
    if (made == null) {
      SecureRandom random = new SecureRandom();
      made = new long[] {random.nextLong(), random.nextLong()};
      seed = made;
    }
    return made;
  }
}
