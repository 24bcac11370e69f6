package dev.drop444.engine.overload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers peers that asked for an exempt path, for ten minutes: health probes come as new
 * connections, and at accept nobody knows yet what they will ask for. Thread-safe.
 *
 * <p>Bounded: beyond {@link #MOST} peers, those that ask seldom give way. A probe asks every few
 * seconds, so that strangers who ask once do not push it out.
 */
public final class ProbingPeers {

  static final int MOST = 1_000;
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final TimeSource time;

  /** When each asked last, in nanoseconds; made at the first one. */
  private volatile @Nullable Cache<InetAddress, AtomicLong> peers;

  public ProbingPeers(TimeSource time) {
    this.time = time;
  }

  /** A peer has asked. Allocates nothing for one that is remembered. */
  public void remember(InetAddress peer) {
    long now = time.nanoTime();
    Cache<InetAddress, AtomicLong> made = peers;
    Cache<InetAddress, AtomicLong> peers = made != null ? made : make();
    AtomicLong asked = peers.getIfPresent(peer);
    if (asked != null) {
      asked.lazySet(now);
    } else {
      peers.put(peer, new AtomicLong(now));
    }
  }

  /** Whether a peer has asked in the last ten minutes. Allocates nothing. */
  public boolean knows(InetAddress peer) {
    Cache<InetAddress, AtomicLong> peers = this.peers;
    AtomicLong asked = peers == null ? null : peers.getIfPresent(peer);
    return asked != null && time.nanoTime() - asked.get() < REMEMBERED.toNanos();
  }

  /** About how many are remembered. */
  long size() {
    Cache<InetAddress, AtomicLong> peers = this.peers;
    if (peers == null) {
      return 0;
    }
    peers.cleanUp();
    return peers.estimatedSize();
  }

  private synchronized Cache<InetAddress, AtomicLong> make() {
    Cache<InetAddress, AtomicLong> made = peers;
    if (made == null) {
      made = Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
      peers = made;
    }
    return made;
  }
}
