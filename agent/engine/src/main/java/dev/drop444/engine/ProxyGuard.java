package dev.drop444.engine;

import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.proxy.PresumedProxies;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Keeps drops and bans off presumed proxies, and says so. Thread-safe. */
final class ProxyGuard {

  private final PresumedProxies proxies;
  private final Journal journal;
  private final Counters counters;

  ProxyGuard(PresumedProxies proxies, Journal journal, Counters counters) {
    this.proxies = proxies;
    this.journal = journal;
    this.counters = counters;
  }

  /** Whether a request that a rule hit must pass, because closing would hit others. */
  boolean spares(@Nullable InetAddress peer, String rule, RequestHead head) {
    String evidence = proxies.evidence(peer, head);
    if (evidence == null || peer == null) {
      return false;
    }
    counters.spared.increment();
    if (proxies.remember(peer)) {
      journal.warn(
          "rule "
              + rule
              + " hit a request from "
              + peer.getHostAddress()
              + ", which sends "
              + evidence
              + " and so looks like a proxy: the request passed, because closing a proxy's"
              + " connection hits its other users. To act on such requests, name the proxy in"
              + " drop444.trusted-proxies (not in this version yet), or drop at the proxy.");
    }
    return true;
  }

  /** Whether what a server refuses must be answered as ever, because a proxy sent it. */
  boolean sparesMalformed(@Nullable InetAddress peer, String rule) {
    if (peer == null || !proxies.known(peer)) {
      return false;
    }
    counters.spared.increment();
    if (proxies.remember(peer)) {
      journal.warn(
          "rule "
              + rule
              + " hit something malformed from "
              + peer.getHostAddress()
              + ", which was seen to be a proxy: the server answers, because closing a proxy's"
              + " connection hits its other users.");
    }
    return true;
  }

  /**
   * Takes note of a peer that sends what only proxies send, so that it is known where its headers
   * are not. Allocates nothing for IPv4 peers, once known.
   */
  void meet(@Nullable InetAddress peer, RequestHead head) {
    if (peer != null && proxies.evidence(peer, head) != null && !proxies.known(peer)) {
      proxies.meet(peer);
    }
  }

  /** Whether many may stand behind an address. */
  static boolean mayStandForOthers(InetAddress peer) {
    return PresumedProxies.mayBeShared(peer);
  }

  /** Whether banning a client for this request could refuse others. */
  boolean forbidsBan(InetAddress client, RequestHead head) {
    return proxies.evidence(client, head) != null || proxies.known(client);
  }

  /** Whether a banned client was seen as a proxy since. */
  boolean liftsBan(InetAddress client) {
    return proxies.known(client);
  }

  /** Says that a ban may hit more than one client, if it may. */
  void banned(InetAddress client, String rule) {
    if (PresumedProxies.mayBeShared(client)) {
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
