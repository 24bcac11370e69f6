package dev.drop444.engine.ban;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The banned clients, each until its own end, and how often those were banned who were lately.
 * Thread-safe.
 *
 * <p>The caches are made at the first ban: until then a look-up is one volatile read, and none of
 * Caffeine's hundred classes is loaded at start.
 */
public final class Bans {

  private final long most;
  private final ClientPrefix clients;
  private final TimeSource time;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Cache<Object, Ban> bans;
  private volatile @Nullable Cache<Object, Record> records;

  /**
   * No bans yet.
   *
   * @param most how many clients can be banned at once; beyond it, bans that were hit least often
   *     and longest ago give way
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
    Object key = clients.keyOf(client);
    Cache<Object, Ban> bans = cache();
    Ban old = bans.getIfPresent(key);
    int count = old != null ? old.count() : timesBanned(key) + 1;
    Duration length = terms.length(count, bound -> ThreadLocalRandom.current().nextLong(bound));
    Ban ban = put(key, rule, count, length);
    if (terms.increments()) {
      remember(key, ban, terms.memory());
    }
    return ban;
  }

  private Ban put(Object key, String rule, int count, Duration length) {
    Ban ban = new Ban(rule, count, length, time.nanoTime(), time.currentTimeMillis());
    changes.incrementAndGet();
    return cache().asMap().merge(key, ban, (old, fresh) -> old.endsAfter(fresh) ? old : fresh);
  }

  /**
   * Puts a ban back that was written down.
   *
   * @param until nothing happens if that is over
   * @param count the how manieth of this client it was
   */
  public void restore(InetAddress client, String rule, Instant until, int count) {
    Duration left = Duration.between(Instant.ofEpochMilli(time.currentTimeMillis()), until);
    if (!left.isNegative() && !left.isZero()) {
      Object key = clients.keyOf(client);
      Ban ban = put(key, rule, count, left);
      remember(key, ban, BanTerms.DEFAULT_MOST);
    }
  }

  /** Lifts a client's ban, and forgets that it was ever banned. */
  public boolean lift(InetAddress client) {
    Cache<Object, Ban> bans = this.bans;
    Object key = clients.keyOf(client);
    boolean lifted = bans != null && bans.asMap().remove(key) != null;
    Cache<Object, Record> records = this.records;
    if (records != null) {
      records.invalidate(key);
    }
    if (lifted) {
      changes.incrementAndGet();
    }
    return lifted;
  }

  /**
   * The ban of a client, or null. Allocates nothing for IPv4 clients of 32 bits, and does not
   * block.
   */
  public @Nullable Ban find(InetAddress client) {
    Cache<Object, Ban> bans = this.bans;
    return bans == null ? null : bans.getIfPresent(clients.keyOf(client));
  }

  /** About how many clients are banned. */
  public long size() {
    Cache<Object, Ban> bans = this.bans;
    if (bans == null) {
      return 0;
    }
    bans.cleanUp();
    return bans.estimatedSize();
  }

  /** Shows every ban with its client as people write it: an address, or a CIDR. */
  public void forEach(BiConsumer<String, Ban> visitor) {
    Cache<Object, Ban> bans = this.bans;
    if (bans != null) {
      bans.asMap().forEach((key, ban) -> visitor.accept(clients.text(key), ban));
    }
  }

  /** Grows with every ban that is made or lifted; for those who keep a copy. */
  public long changes() {
    return changes.get();
  }

  private int timesBanned(Object key) {
    Cache<Object, Record> records = this.records;
    Record record = records == null ? null : records.getIfPresent(key);
    return record == null ? 0 : record.count;
  }

  private void remember(Object key, Ban ban, Duration memory) {
    Cache<Object, Record> records = this.records;
    if (records == null) {
      records = makeRecords();
    }
    records.put(key, new Record(ban.count(), ban.endNanos + memory.toNanos()));
  }

  private Cache<Object, Ban> cache() {
    Cache<Object, Ban> made = bans;
    return made != null ? made : make();
  }

  /** Only at the first ban, and a matter of microseconds once the classes are there. */
  private synchronized Cache<Object, Ban> make() {
    Cache<Object, Ban> made = bans;
    if (made == null) {
      made = build(new AtItsEnd<>(ban -> ban.endNanos));
      bans = made;
    }
    return made;
  }

  private synchronized Cache<Object, Record> makeRecords() {
    Cache<Object, Record> made = records;
    if (made == null) {
      made = build(new AtItsEnd<>(record -> record.endNanos));
      records = made;
    }
    return made;
  }

  private <V> Cache<Object, V> build(Expiry<Object, V> expiry) {
    return Caffeine.newBuilder()
        .maximumSize(most)
        .expireAfter(expiry)
        .ticker(time::nanoTime)
        // The common pool belongs to the application.
        .executor(Runnable::run)
        .build();
  }

  /** That a client was banned, for as long as it matters. */
  private static final class Record {
    final int count;
    final long endNanos;

    Record(int count, long endNanos) {
      this.count = count;
      this.endNanos = endNanos;
    }
  }

  /** An entry ends when it says so, however often it is read. */
  private static final class AtItsEnd<V> implements Expiry<Object, V> {
    private final ToLongFunction<V> end;

    AtItsEnd(ToLongFunction<V> end) {
      this.end = end;
    }

    @Override
    public long expireAfterCreate(Object client, V value, long now) {
      return Math.max(0, end.applyAsLong(value) - now);
    }

    @Override
    public long expireAfterUpdate(Object client, V value, long now, long left) {
      return Math.max(0, end.applyAsLong(value) - now);
    }

    @Override
    public long expireAfterRead(Object client, V value, long now, long left) {
      return left;
    }
  }
}
