package dev.drop444.engine.bot.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * Asks the DNS. Blocking and thread-safe.
 *
 * <p>"There is none" is an answer; that nobody answered is an {@link IOException}. The difference
 * is the point of this interface: from the one something can be concluded, from the other nothing.
 */
public interface Resolver extends AutoCloseable {

  /**
   * The names of an address (PTR).
   *
   * @return lower-case host names without the final dot; empty if the address has none
   * @throws IOException if there was no answer in time, or a failure
   */
  List<String> namesOf(InetAddress address) throws IOException;

  /**
   * Whether an address is among those of a name (A or AAAA, as the address is).
   *
   * @throws IOException if there was no answer in time, or a failure
   */
  boolean hasAddress(String name, InetAddress address) throws IOException;

  /** Ends all waiting; afterwards everything fails. */
  @Override
  void close();

  /**
   * The one for this machine: our own client of the name servers in {@code /etc/resolv.conf}, or
   * the JDK's where there is no such file.
   *
   * <p>Why not the JDK's everywhere: {@code InetAddress.getCanonicalHostName} answers with the
   * literal address alike when there is no name, when nobody answers and when the name does not
   * have the address, so a forged name cannot be proven; and it waits as long as the C library
   * does, without an end that we could set. JNDI's DNS provider tells these apart, but it goes
   * through the process-wide naming manager, which application servers replace, and its module
   * {@code jdk.naming.dns} is missing in trimmed run times.
   */
  static Resolver system() {
    Path configuration = NameServers.RESOLV_CONF;
    return Files.isReadable(configuration)
        ? new DnsResolver(
            new NameServers(configuration), new SecureRandom()::nextInt, DnsResolver.TIMEOUT_MILLIS)
        : new JdkResolver();
  }
}
