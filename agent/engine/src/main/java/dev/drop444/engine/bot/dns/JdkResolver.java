package dev.drop444.engine.bot.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * The JDK's resolver, for machines without a {@code resolv.conf} (Windows).
 *
 * <p>It tells a name only after it has confirmed it itself, and does not say why it tells none; so
 * it can prove that a name is genuine or somebody else's, but not that one is forged.
 */
final class JdkResolver implements Resolver {

  @Override
  public List<String> namesOf(InetAddress address) throws IOException {
    // A fresh object: an address remembers the name that it was made from.
    InetAddress nameless = InetAddress.getByAddress(address.getAddress());
    String name = nameless.getCanonicalHostName();
    if (name.equals(nameless.getHostAddress())) {
      throw new UnknownHostException("no confirmed name");
    }
    return List.of(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean hasAddress(String name, InetAddress address) throws IOException {
    for (InetAddress one : InetAddress.getAllByName(name)) {
      if (one.equals(address)) {
        return true;
      }
    }
    return false;
  }

  /** Nothing to close: its waiting cannot be ended, but ends by itself. */
  @Override
  public void close() {}
}
