package dev.drop444.engine;

import dev.drop444.engine.client.PresumedProxy;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.proxy.SeenProxies;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Keeps closes and bans off proxies, and says so once a minute. Thread-safe. */
final class ProxyGuard {

  private final SeenProxies seen;
  private final Journal journal;

  /** Whether a proxy behind a Unix socket was warned about; there is no address to remember. */
  private final AtomicBoolean unixSocket = new AtomicBoolean();

  ProxyGuard(SeenProxies seen, Journal journal) {
    this.seen = seen;
    this.journal = journal;
  }

  /**
   * Takes note of a peer that sends what only proxies send, so that it is known where its headers
   * are not. Allocates nothing for IPv4 peers, once known.
   */
  void meet(@Nullable InetAddress peer) {
    if (peer != null && !seen.known(peer)) {
      seen.meet(peer);
    }
  }

  /**
   * Takes note that a proxy was told to drop a request. One that is not configured is warned about:
   * it most likely does not know what it is told, and who stands behind it nobody knows.
   */
  void signalled(RequestHit hit, String rule) {
    String evidence = hit.from().evidence();
    if (evidence == null) {
      return;
    }
    InetAddress peer = hit.head().peer();
    if (peer == null ? !unixSocket.compareAndSet(false, true) : !seen.remember(peer)) {
      return;
    }
    journal.warn(
        "rule "
            + rule
            + " hit a request from "
            + (peer == null ? "a Unix socket" : peer.getHostAddress())
            + ", which sends "
            + evidence
            + " and so looks like a proxy: it got the bare signal instead of a close, because"
            + " closing a proxy's connection hits its other users. Name the proxy in"
            + " drop444.trusted-proxies, so that rules can act on its clients.");
  }

  /** Whether what a server refuses must be answered as ever, because a proxy sent it. */
  boolean sparesMalformed(Policy policy, @Nullable InetAddress peer, String rule) {
    if (peer == null || !(policy.trustedProxies.contains(peer) || seen.known(peer))) {
      return false;
    }
    if (seen.remember(peer)) {
      journal.warn(
          "rule "
              + rule
              + " hit something malformed from "
              + peer.getHostAddress()
              + ", which is a proxy or was seen to be one: the server answers, because closing a"
              + " proxy's connection hits its other users.");
    }
    return true;
  }

  /** Whether banning a client could refuse others, because it was seen to be a proxy. */
  boolean forbidsBan(@Nullable InetAddress client) {
    return client == null || seen.known(client);
  }

  /** Whether a banned client was seen as a proxy since. */
  boolean liftsBan(InetAddress client) {
    return seen.known(client);
  }

  /** Says that a ban may hit more than one client, if it may. */
  void banned(InetAddress client, String rule) {
    if (!PresumedProxy.isPublic(client)) {
      journal.warn(
          "rule "
              + rule
              + " banned "
              + client.getHostAddress()
              + ", which is not a public address: if a proxy or NAT stands there, everybody behind"
              + " it is refused now. drop444.allow spares it.");
    }
  }
}
