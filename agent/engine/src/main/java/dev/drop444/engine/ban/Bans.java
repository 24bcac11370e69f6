package dev.drop444.engine.ban;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The banned clients, each until its own end. Thread-safe.
 *
 * <p>The cache is made at the first ban: until then a look-up is one volatile read, and none of
 * Caffeine's hundred classes is loaded at start.
 */
public final class Bans {

  private final long most;
  private final ClientPrefix clients;
  private final TimeSource time;
  private volatile @Nullable Cache<Object, Ban> bans;

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
   * Bans a client, or extends its ban; a ban is never shortened.
   *
   * @return the ban that now holds
   */
  public Ban add(InetAddress client, String rule, Duration length) {
    Ban ban = new Ban(rule, length, time.nanoTime(), time.currentTimeMillis());
    return cache()
        .asMap()
        .merge(clients.keyOf(client), ban, (old, fresh) -> old.endsAfter(fresh) ? old : fresh);
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

  private Cache<Object, Ban> cache() {
    Cache<Object, Ban> made = bans;
    return made != null ? made : make();
  }

  /** Only at the first ban, and a matter of microseconds once the classes are there. */
  private synchronized Cache<Object, Ban> make() {
    Cache<Object, Ban> made = bans;
    if (made == null) {
      made =
          Caffeine.newBuilder()
              .maximumSize(most)
              .expireAfter(new AtItsEnd())
              .ticker(time::nanoTime)
              // The common pool belongs to the application.
              .executor(Runnable::run)
              .build();
      bans = made;
    }
    return made;
  }

  /** A ban ends when it says so, however often it is hit. */
  private static final class AtItsEnd implements Expiry<Object, Ban> {
    @Override
    public long expireAfterCreate(Object client, Ban ban, long now) {
      return Math.max(0, ban.endNanos - now);
    }

    @Override
    public long expireAfterUpdate(Object client, Ban ban, long now, long left) {
      return Math.max(0, ban.endNanos - now);
    }

    @Override
    public long expireAfterRead(Object client, Ban ban, long now, long left) {
      return left;
    }
  }
}
