package dev.drop444.management;

import java.util.List;

/** Who is banned. Operations throw {@code IllegalArgumentException} that says what is wrong. */
public interface BansMXBean {

  /** How many clients are banned now. Counts them. */
  long getActive();

  /**
   * Bans, those that end last first.
   *
   * @param most how many at most
   */
  List<BanStatus> list(int most);

  /**
   * The ban of one client.
   *
   * @param client an address
   * @return empty if there is none
   */
  List<BanStatus> find(String client);

  /**
   * Bans a client by hand, and ends what it has open. A ban that ends later stays as it is.
   *
   * @param client an address; with {@code ipv6-prefix} and {@code ipv4-prefix} it stands for its
   *     network
   * @param seconds from 1
   * @return the ban that holds now
   * @throws IllegalArgumentException if that is no address, or one that is never banned: loopback,
   *     this machine's own, allow-listed, or a proxy's
   */
  BanStatus ban(String client, long seconds);

  /**
   * Lets a client in again, and forgets that it was ever banned.
   *
   * @param client an address
   * @return whether it was banned
   */
  boolean lift(String client);

  /**
   * Lets everybody in again.
   *
   * @return how many bans there were
   */
  long liftAll();
}
