package dev.drop444.engine.ban;

import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The banned clients, each until its own end, and how often those were banned who were lately.
 * Thread-safe; a look-up takes no lock.
 *
 * <p>The table is made at the first ban: until then a look-up is one volatile read.
 */
public final class Bans {

  /** What stands in place of a rule for what an operator banned by hand. */
  public static final String OPERATOR = "operator";

  private final long most;
  private final ClientPrefix clients;
  private final TimeSource time;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable BanTable table;

  /**
   * No bans yet.
   *
   * @param most how many clients can be banned or remembered at once; beyond it those give way who
   *     are only remembered, then those whose bans end first
   * @param clients what counts as one client
   */
  public Bans(long most, ClientPrefix clients, TimeSource time) {
    this.most = most;
    this.clients = clients;
    this.time = time;
  }

  /**
   * Bans a client, or extends its ban; a ban is never shortened. Who is banned already is not
   * banned once more: several requests of one client can arrive at the same time.
   *
   * @return the ban that now holds
   */
  public Ban add(InetAddress client, String rule, BanTerms terms) {
    BanTable table = table();
    BanEntry entry = entry(client);
    int number = table.number(rule);
    long now = time.nanoTime();
    table.change(
        entry,
        now,
        (known, isKnown) -> {
          int count = isKnown && known.isRemembered(now) ? known.count : 0;
          if (count == 0 || !known.isBanned(now)) {
            count++;
          }
          Duration length = terms.length(count, ThreadLocalRandom.current()::nextLong);
          long end = now + length.toNanos();
          long memory = terms.increments() ? end + terms.memory().toNanos() : end;
          put(known, isKnown, now, number, count, end, memory);
        });
    changes.incrementAndGet();
    return ban(table, entry, now);
  }

  /**
   * Puts a ban back that was written down.
   *
   * @param until nothing happens if that is over
   * @param count the how manieth of this client it was
   */
  public void restore(InetAddress client, String rule, Instant until, int count) {
    Duration left = Duration.between(Instant.ofEpochMilli(time.currentTimeMillis()), until);
    if (left.isNegative() || left.isZero()) {
      return;
    }
    BanTable table = table();
    int number = table.number(rule);
    long now = time.nanoTime();
    long end = now + left.toNanos();
    long memory = end + BanTerms.DEFAULT_MOST.toNanos();
    table.change(
        entry(client),
        now,
        (known, isKnown) -> put(known, isKnown, now, number, Math.max(1, count), end, memory));
    changes.incrementAndGet();
  }

  /** What ends later holds. */
  private static void put(
      BanEntry entry, boolean known, long now, int rule, int count, long end, long memory) {
    if (!known || !entry.isBanned(now) || end - entry.end >= 0) {
      entry.rule = rule;
      entry.end = end;
    }
    entry.memory = known && entry.memory - memory > 0 ? entry.memory : memory;
    entry.count = known && entry.isRemembered(now) ? Math.max(entry.count, count) : count;
  }

  /** Lifts a client's ban, and forgets that it was ever banned. */
  public boolean lift(InetAddress client) {
    BanTable table = this.table;
    BanEntry entry = entry(client);
    boolean lifted = table != null && table.remove(entry) && entry.isBanned(time.nanoTime());
    if (lifted) {
      changes.incrementAndGet();
    }
    return lifted;
  }

  /** Lifts all bans, and forgets who was ever banned; how many bans there were. */
  public long liftAll() {
    BanTable table = this.table;
    if (table == null) {
      return 0;
    }
    long now = time.nanoTime();
    long[] lifted = new long[1];
    table.forEach(
        entry -> {
          if (table.remove(entry) && entry.isBanned(now)) {
            lifted[0]++;
          }
        });
    changes.incrementAndGet();
    return lifted[0];
  }

  /** The ban of a client, or null. */
  public @Nullable Ban get(InetAddress client) {
    BanTable table = this.table;
    if (table == null) {
      return null;
    }
    BanEntry entry = entry(client);
    long now = time.nanoTime();
    return table.find(entry) && entry.isBanned(now) ? ban(table, entry, now) : null;
  }

  /** How many clients can be banned or remembered. */
  public long most() {
    return most;
  }

  /** How many gave way before their time, because there were too many. */
  public long evicted() {
    BanTable table = this.table;
    return table == null ? 0 : table.evicted();
  }

  /**
   * The rule that banned a client, or null. Takes no lock, and allocates nothing for IPv4 clients.
   */
  public @Nullable String find(InetAddress client) {
    BanTable table = this.table;
    if (table == null) {
      return null;
    }
    int rule = table.rule(clients.high(client), clients.low(client), time);
    return rule < 0 ? null : table.name(rule);
  }

  /** How many clients are banned. Counts them. */
  public long size() {
    long[] size = new long[1];
    forEachBanned((table, entry, now) -> size[0]++);
    return size[0];
  }

  /** Shows every ban with its client as people write it: an address, or a CIDR. */
  public void forEach(BiConsumer<String, Ban> visitor) {
    forEachBanned(
        (table, entry, now) ->
            visitor.accept(clients.text(entry.high, entry.low), ban(table, entry, now)));
  }

  /** Grows with every ban that is made or lifted; for those who keep a copy. */
  public long changes() {
    return changes.get();
  }

  private interface Visitor {
    void visit(BanTable table, BanEntry entry, long now);
  }

  private void forEachBanned(Visitor visitor) {
    BanTable table = this.table;
    if (table != null) {
      long now = time.nanoTime();
      table.forEach(
          entry -> {
            if (entry.isBanned(now)) {
              visitor.visit(table, entry, now);
            }
          });
    }
  }

  private BanEntry entry(InetAddress client) {
    BanEntry entry = new BanEntry();
    entry.high = clients.high(client);
    entry.low = clients.low(client);
    return entry;
  }

  private Ban ban(BanTable table, BanEntry entry, long now) {
    long millis = time.currentTimeMillis() + Math.round((entry.end - now) / 1e6);
    return new Ban(table.name(entry.rule), entry.count, Instant.ofEpochMilli(millis));
  }

  private BanTable table() {
    BanTable made = table;
    return made != null ? made : make();
  }

  private synchronized BanTable make() {
    BanTable made = table;
    if (made == null) {
      made = new BanTable(most);
      table = made;
    }
    return made;
  }
}
