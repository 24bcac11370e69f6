package dev.drop444.engine.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers peers that were seen to speak for others, for an hour after the last time: where their
 * headers are not known, they are still proxies. Bounded; thread-safe.
 */
public final class SeenProxies {

  private static final int MOST = 10_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final long WARNING_INTERVAL = Duration.ofMinutes(1).toNanos();

  private final ClientPrefix clients;
  private final TimeSource time;

  /** When to warn about each next, in nanoseconds; made at the first one. */
  private volatile @Nullable Cache<Object, AtomicLong> seen;

  public SeenProxies(ClientPrefix clients, TimeSource time) {
    this.clients = clients;
    this.time = time;
  }

  /**
   * Remembers a proxy.
   *
   * @return whether a warning about it is due, at most one a minute and client prefix
   */
  public boolean remember(InetAddress peer) {
    long now = time.nanoTime();
    AtomicLong next = cache().get(clients.keyOf(peer), key -> new AtomicLong(now));
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + WARNING_INTERVAL);
  }

  /** Remembers a proxy, too; a warning about it stays due. */
  public void meet(InetAddress peer) {
    cache().asMap().putIfAbsent(clients.keyOf(peer), new AtomicLong(time.nanoTime()));
  }

  /** Whether a peer was seen as a proxy; what it sends for itself must not get it banned. */
  public boolean known(InetAddress peer) {
    Cache<Object, AtomicLong> seen = this.seen;
    return seen != null && seen.getIfPresent(clients.keyOf(peer)) != null;
  }

  private Cache<Object, AtomicLong> cache() {
    Cache<Object, AtomicLong> made = seen;
    return made != null ? made : make();
  }

  private synchronized Cache<Object, AtomicLong> make() {
    Cache<Object, AtomicLong> made = seen;
    if (made == null) {
      made =
          Caffeine.newBuilder()
              .maximumSize(MOST)
              .expireAfterAccess(REMEMBERED)
              .ticker(time::nanoTime)
              .executor(Runnable::run)
              .build();
      seen = made;
    }
    return made;
  }
}
