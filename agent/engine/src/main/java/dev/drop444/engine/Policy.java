package dev.drop444.engine;

import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.address.list.AddressLists;
import dev.drop444.engine.ban.NeverBanned;
import dev.drop444.engine.client.ClientResolver;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.EarlyLook;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Http2Closing;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet;
import dev.drop444.engine.rule.Share;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A configuration in the form in which gates read it. Immutable, save for lists in files. */
final class Policy {

  /** What stands for the global key in verdicts, counters and the log. */
  static final String DENY = KeyTable.DENY.name();

  /** What stands in verdicts, counters and the log for what an application asked for. */
  static final String APP_SIGNAL = KeyTable.APP_SIGNAL.name();

  private static final int USUAL_SIGNAL = 444;

  final boolean off;

  /**
   * Whether anybody wants to hear of connections: rules about slow requests or limits of
   * connections, or bans and denials, which end what is open.
   */
  final boolean tracksConnections;

  /** The mode as the log says it. */
  final String mode;

  /** Whether there are bans or may be: if not, nobody is known who is never banned. */
  final boolean reckonsWithBans;

  /** Whether the server's own management interface is guarded, too. */
  final boolean guardsManagement;

  /** Whether the server's own access log shows what is dropped. */
  final boolean writesAccessLog;

  /** When first requests are looked at early: never, where nothing is dropped in earnest. */
  final EarlyLook earlyLook;

  final AddressLists allow;
  final AddressLists deny;
  final AddressLists trustedProxies;
  final ClientResolver resolver;
  final RuleSet rules;
  final NeverBanned neverBanned;

  /** How a request of a denied client is dropped. */
  final Verdict denied;

  /** The status with which an application asks for a drop; 0 for none. */
  final int appSignal;

  /** How a request is dropped because the application asked for it. */
  final Verdict asked;

  /** How a connection is refused, unless a rule knows better. */
  final AcceptVerdict refusal;

  private final boolean enforced;
  private final Share share;
  private final ClientPrefix clients;
  private final boolean spareLoopback;
  private final Closing closing;

  /** What a proxy gets instead of a close; 0 for a close all the same. */
  private final int proxySignal;

  /**
   * The policy of a configuration.
   *
   * @param mode the one in force, which may be another one than the configuration says
   */
  Policy(Configuration configuration, Mode mode, Shared shared) {
    this.off = mode == Mode.OFF;
    this.enforced = mode == Mode.ENFORCE;
    this.share = configuration.get(KeyTable.ENFORCE);
    this.clients = shared.clients;
    this.mode = mode.name().toLowerCase(Locale.ROOT);
    this.guardsManagement = configuration.get(KeyTable.GUARD_MANAGEMENT);
    this.writesAccessLog = configuration.get(KeyTable.ACCESS_LOG);
    this.earlyLook = enforced ? configuration.get(KeyTable.EARLY_LOOK) : EarlyLook.NEVER;
    this.allow = configuration.get(KeyTable.ALLOW);
    this.deny = configuration.get(KeyTable.DENY);
    this.trustedProxies = configuration.get(KeyTable.TRUSTED_PROXIES);
    this.resolver =
        new ClientResolver(
            trustedProxies::contains, configuration.get(KeyTable.CLIENT_ADDRESS_HEADER));
    this.rules = configuration.rules();
    this.closing = configuration.get(KeyTable.CLOSE);
    this.denied = outcast(DENY);
    this.appSignal = configuration.get(KeyTable.APP_SIGNAL);
    this.asked =
        Verdict.drop(
            APP_SIGNAL, closing, configuration.get(KeyTable.H2) == Http2Closing.CONNECTION);
    this.proxySignal = configuration.get(KeyTable.PROXY_SIGNAL);
    this.refusal =
        configuration.get(KeyTable.ACCEPT_CLOSE) == Closing.RST
            ? AcceptVerdict.RST
            : AcceptVerdict.FIN;
    this.spareLoopback = configuration.get(KeyTable.SPARE_LOOPBACK);
    boolean bans = rules.rules().stream().anyMatch(rule -> rule.action() == Action.BAN);
    if (rules.limitsConnections() && !off) {
      shared.limits.connections().start();
    }
    bans |= !configuration.get(KeyTable.BAN_FILE).isEmpty();
    boolean outcasts = bans || shared.outcasts.size() > 0;
    this.reckonsWithBans = outcasts;
    this.tracksConnections =
        !off
            && (outcasts
                || !deny.isEmpty()
                || !rules.slow().isEmpty()
                || rules.limitsConnections());
    this.neverBanned = outcasts ? NeverBanned.ofThisMachine(spareLoopback) : NeverBanned.nobody();
  }

  /**
   * Whether a decision about a client is carried out. Allocates nothing, except for IPv6 clients
   * where only a share is dropped.
   *
   * @param share of the rule that decided
   */
  boolean inEarnest(@Nullable InetAddress client, Share share) {
    if (!enforced || (this.share.isAll() && share.isAll())) {
      return enforced;
    }
    Object key = client == null ? null : clients.keyOf(client);
    return this.share.includes(key) && share.includes(key);
  }

  /** Whether loopback is never banned. */
  boolean sparesLoopback() {
    return spareLoopback;
  }

  /** Whether a client may be banned, as far as its address tells. */
  boolean canBan(@Nullable InetAddress client) {
    return client != null && !neverBanned.contains(client) && !trustedProxies.contains(client);
  }

  /** Whether a peer can be banned of whose requests no header was seen that a proxy sends. */
  boolean mayBanUnseen(InetAddress peer) {
    return !spareLoopback && peer.isLoopbackAddress();
  }

  /** The names of a request's anomalies for which a rule looks, or null if it looks for none. */
  @Nullable String kinds(String rule, RequestHead head) {
    for (Rule each : rules.rules()) {
      if (each.name().equals(rule)) {
        return rules.kinds(each, head);
      }
    }
    return null;
  }

  /**
   * What becomes of a verdict where the peer is a proxy: closing its connection would hit its other
   * users, so it is told, and may close on the client itself. Where the protocol says that it is
   * one, it is told in any case.
   */
  Verdict forProxy(Verdict verdict, RequestHead head) {
    boolean told = proxySignal != 0 || head.forwardedFor() != null;
    return told && verdict.drops()
        ? Verdict.respond(
            String.valueOf(verdict.rule()), proxySignal == 0 ? USUAL_SIGNAL : proxySignal, 0)
        : verdict;
  }

  /** Whether a peer is a proxy, by what is known of its address. */
  boolean isProxy(@Nullable InetAddress peer, Shared shared) {
    return trustedProxies.contains(peer) || shared.proxies.forbidsBan(peer);
  }

  /** How a client is dropped that is not welcome at all: it keeps no HTTP/2 connection. */
  Verdict outcast(String rule) {
    return Verdict.drop(rule, closing, true);
  }
}
