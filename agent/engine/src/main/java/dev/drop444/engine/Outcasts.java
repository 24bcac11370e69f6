package dev.drop444.engine;

import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.ban.BanTerms;
import dev.drop444.engine.ban.Bans;
import dev.drop444.engine.connection.OpenConnections;
import dev.drop444.engine.rule.Rule;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is banned, with all the reasons for which somebody is not. Thread-safe. */
final class Outcasts {

  private final Bans bans;
  private final ProxyGuard proxies;
  private final OpenConnections open;

  Outcasts(Bans bans, ProxyGuard proxies, OpenConnections open) {
    this.bans = bans;
    this.proxies = proxies;
    this.open = open;
  }

  /**
   * The rule that banned a client, unless it is one that is never banned: a prefix may hold
   * strangers and neighbours. Allocates nothing for IPv4.
   */
  @Nullable String find(Policy policy, @Nullable InetAddress client) {
    String ban = client == null ? null : bans.find(client);
    return ban == null
            || client == null
            || policy.neverBanned.contains(client)
            || proxies.liftsBan(client)
        ? null
        : ban;
  }

  /**
   * Bans a client; the end of the ban that now holds. What the client has open is ended soon, on
   * another thread.
   */
  Instant add(InetAddress client, Rule rule) {
    Instant until = bans.add(client, rule.name(), rule.banTerms()).until();
    proxies.banned(client, rule.name());
    open.review();
    return until;
  }

  /** Bans a client for a fixed time; the ban that now holds. */
  Ban addByHand(InetAddress client, Duration length) {
    Ban ban = bans.add(client, Bans.OPERATOR, BanTerms.of(length));
    proxies.banned(client, Bans.OPERATOR);
    return ban;
  }

  /** About how many clients are banned. */
  long size() {
    return bans.size();
  }
}
