package dev.drop444.engine;

import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.ban.Bans;
import dev.drop444.engine.rule.Rule;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is banned, with all the reasons for which somebody is not. Thread-safe. */
final class Outcasts {

  private final Bans bans;
  private final ProxyGuard proxies;

  Outcasts(Bans bans, ProxyGuard proxies) {
    this.bans = bans;
    this.proxies = proxies;
  }

  /**
   * The ban of a client, unless it is one that is never banned: a prefix may hold strangers and
   * neighbours. Allocates nothing for IPv4.
   */
  @Nullable Ban find(Policy policy, @Nullable InetAddress client) {
    Ban ban = client == null ? null : bans.find(client);
    return ban == null
            || client == null
            || policy.neverBanned.contains(client)
            || proxies.liftsBan(client)
        ? null
        : ban;
  }

  /** Bans a client; the end of the ban that now holds. */
  Instant add(InetAddress client, Rule rule) {
    Instant until = bans.add(client, rule.name(), rule.banTerms()).until();
    proxies.banned(client, rule.name());
    return until;
  }

  /** About how many clients are banned. */
  long size() {
    return bans.size();
  }
}
