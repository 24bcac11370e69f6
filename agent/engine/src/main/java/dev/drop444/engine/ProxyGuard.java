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
