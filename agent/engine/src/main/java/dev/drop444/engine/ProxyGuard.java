package dev.drop444.engine;

import dev.drop444.engine.client.Client;
import dev.drop444.engine.client.PresumedProxy;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.proxy.SeenProxies;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps drops and bans off proxies, and says so once a minute. Until a proxy can be told to drop (a
 * later version), what it sends passes. Thread-safe.
 */
final class ProxyGuard {

  private final SeenProxies seen;
  private final Journal journal;
  private final Counters counters;

  /** Whether a proxy behind a Unix socket was warned about; there is no address to remember. */
  private final AtomicBoolean unixSocket = new AtomicBoolean();

  ProxyGuard(SeenProxies seen, Journal journal, Counters counters) {
    this.seen = seen;
    this.journal = journal;
    this.counters = counters;
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

  /** Lets a request pass that a rule hit, because closing would hit others. */
  void spare(Client client, String rule, RequestHead head) {
    counters.spared.increment();
    InetAddress peer = head.peer();
    if (peer == null ? !unixSocket.compareAndSet(false, true) : !seen.remember(peer)) {
      return;
    }
    String from = peer == null ? "a Unix socket" : peer.getHostAddress();
    String evidence = client.evidence();
    journal.warn(
        "rule "
            + rule
            + " hit a request from "
            + from
            + (evidence == null
                ? ", a trusted proxy"
                : ", which sends " + evidence + " and so looks like a proxy")
            + ": the request passed, because closing a proxy's connection hits its other users."
            + (evidence == null
                ? " Telling the proxy to drop it is not in this version yet; drop at the proxy."
                : " Name the proxy in drop444.trusted-proxies, so that rules can act on its"
                    + " clients."));
  }

  /** Whether what a server refuses must be answered as ever, because a proxy sent it. */
  boolean sparesMalformed(Policy policy, @Nullable InetAddress peer, String rule) {
    if (peer == null || !(policy.trustedProxies.contains(peer) || seen.known(peer))) {
      return false;
    }
    counters.spared.increment();
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

  /** Whether a peer was seen to be a proxy. Allocates nothing for IPv4. */
  boolean knows(InetAddress peer) {
    return seen.known(peer);
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
