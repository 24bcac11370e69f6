package dev.drop444.engine;

import dev.drop444.engine.address.AddressLiteral;
import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.ban.Bans;
import dev.drop444.engine.ban.NeverBanned;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may do about bans. Addresses are written as literals, no name is looked up; each
 * stands for its whole client, as {@code ipv4-prefix} and {@code ipv6-prefix} say. Thread-safe.
 */
public final class BansByHand {

  private final Engine engine;
  private final Shared shared;

  BansByHand(Engine engine, Shared shared) {
    this.engine = engine;
    this.shared = shared;
  }

  /** Shows every ban with its client: an address, or a CIDR. */
  public void forEach(BiConsumer<String, Ban> visitor) {
    shared.bans.forEach(visitor);
  }

  /** How many clients are banned. Counts them. */
  public long size() {
    return shared.bans.size();
  }

  /**
   * Shows the ban of one client, if there is one.
   *
   * @throws IllegalArgumentException if that is no address
   */
  public void find(String client, BiConsumer<String, Ban> visitor) {
    InetAddress address = address(client);
    Ban ban = shared.bans.get(address);
    if (ban != null) {
      visitor.accept(text(address), ban);
    }
  }

  /**
   * Bans a client, and ends what it has open. A ban that ends later stays as it is.
   *
   * @param length longer than nothing
   * @throws IllegalArgumentException if that is no address, or of somebody who is never banned
   */
  public void ban(String client, Duration length, BiConsumer<String, Ban> visitor) {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("a ban takes some time, not " + length);
    }
    InetAddress address = address(client);
    String reason = reasonAgainst(address);
    if (reason != null) {
      throw new IllegalArgumentException(client + " is never banned: it is " + reason);
    }
    Ban ban = shared.outcasts.addByHand(address, length);
    engine.reckonWithBans();
    shared.journal.flight().banned(address, Bans.OPERATOR, ban.until());
    shared.journal.info("an operator banned " + text(address) + " until " + ban.until());
    visitor.accept(text(address), ban);
  }

  private @Nullable String reasonAgainst(InetAddress address) {
    Policy policy = engine.policyInForce();
    if (policy.allow.contains(address)) {
      return "in the list allow";
    }
    if (policy.trustedProxies.contains(address)) {
      return "a trusted proxy";
    }
    if (shared.proxies.forbidsBan(address)) {
      return "seen to be a proxy";
    }
    return NeverBanned.ofThisMachine(policy.sparesLoopback()).contains(address)
        ? "this machine's own"
        : null;
  }

  /**
   * Lets a client in again, and forgets that it was ever banned.
   *
   * @return whether it was banned
   * @throws IllegalArgumentException if that is no address
   */
  public boolean lift(String client) {
    InetAddress address = address(client);
    boolean lifted = shared.bans.lift(address);
    if (lifted) {
      shared.journal.info("an operator lifted the ban of " + text(address));
    }
    return lifted;
  }

  /** Lets everybody in again, and forgets who was ever banned; how many bans there were. */
  public long liftAll() {
    long lifted = shared.bans.liftAll();
    shared.journal.info("an operator lifted all bans: " + lifted);
    return lifted;
  }

  private String text(InetAddress client) {
    return shared.clients.text(shared.clients.high(client), shared.clients.low(client));
  }

  private static InetAddress address(String text) {
    byte[] bytes = AddressLiteral.parse(text);
    if (bytes == null) {
      throw new IllegalArgumentException("expected an address, such as 203.0.113.7, not " + text);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException(text, impossible);
    }
  }
}
