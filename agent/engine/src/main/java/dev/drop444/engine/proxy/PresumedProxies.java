package dev.drop444.engine.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes a peer with a non-public address that sends forwarding fields for a proxy, until it is
 * configured as what it is. It is neither closed on nor banned; nothing that it says about its
 * clients is believed. A public peer that sends such fields is just a client.
 *
 * <p>Asked only when something is about to be dropped. Thread-safe.
 */
public final class PresumedProxies {

  /** Loopback, RFC 1918, RFC 6598 (carrier-grade NAT), link-local, RFC 4193 (unique local). */
  private static final AddressSet NON_PUBLIC =
      AddressSet.of(
          "127.0.0.0/8",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "::1",
          "fe80::/10",
          "fc00::/7");

  /**
   * Fields that only intermediaries add: RFC 7239, RFC 9110 section 7.6.3, and the usual ones
   * without a standard. A wrong guess here lets a local client pass, no more.
   */
  private static final List<String> FORWARDING_FIELDS =
      List.of(
          "x-forwarded-for",
          "forwarded",
          "via",
          "x-real-ip",
          "x-forwarded-host",
          "x-forwarded-proto");

  private static final int MOST = 10_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final long WARNING_INTERVAL = Duration.ofMinutes(1).toNanos();

  private final ClientPrefix clients;
  private final TimeSource time;

  /** When to warn about each next, in nanoseconds; made at the first one. */
  private volatile @Nullable Cache<Object, AtomicLong> seen;

  public PresumedProxies(ClientPrefix clients, TimeSource time) {
    this.clients = clients;
    this.time = time;
  }

  /**
   * The forwarding field that makes a peer a presumed proxy for this request, or null if it is
   * none.
   */
  public @Nullable String evidence(@Nullable InetAddress peer, RequestHead head) {
    if (!NON_PUBLIC.contains(peer)) {
      return null;
    }
    for (String field : FORWARDING_FIELDS) {
      if (head.header(field) != null) {
        return field;
      }
    }
    return null;
  }

  /**
   * Remembers a presumed proxy for an hour after it was last seen.
   *
   * @return whether a warning about it is due, at most one a minute and client prefix
   */
  public boolean remember(InetAddress peer) {
    long now = time.nanoTime();
    AtomicLong next = cache().get(clients.keyOf(peer), key -> new AtomicLong(now));
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + WARNING_INTERVAL);
  }

  /** Whether many clients may share this address, as behind a NAT or a container's bridge. */
  public static boolean mayBeShared(InetAddress peer) {
    return NON_PUBLIC.contains(peer);
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
