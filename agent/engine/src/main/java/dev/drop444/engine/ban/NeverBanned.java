package dev.drop444.engine.ban;

import dev.drop444.engine.address.AddressRange;
import dev.drop444.engine.address.AddressSet;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Stream;

/**
 * Addresses that are no stranger's: loopback, where health probes and local proxies sit, and the
 * machine's own. Immutable.
 */
public final class NeverBanned {

  private final AddressSet addresses;

  private NeverBanned(AddressSet addresses) {
    this.addresses = addresses;
  }

  /** Nobody, which is right as long as no rule bans. */
  public static NeverBanned nobody() {
    return new NeverBanned(AddressSet.EMPTY);
  }

  /**
   * Reads the addresses of this machine's network interfaces, a matter of milliseconds: once, and
   * never on a request's thread. Addresses that it gets later are not known.
   *
   * @param loopback whether loopback is spared
   */
  public static NeverBanned ofThisMachine(boolean loopback) {
    AddressSet.Builder addresses = new AddressSet.Builder();
    if (loopback) {
      addresses.add(AddressRange.parse("127.0.0.0/8"));
      addresses.add(AddressRange.parse("::1"));
    }
    try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      interfaces
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress())
          .map(NeverBanned::withoutZone)
          .forEach(address -> addresses.add(AddressRange.parse(address)));
    } catch (SocketException | RuntimeException unknown) {
      // A machine that does not tell its addresses has none that could be spared.
    }
    return new NeverBanned(addresses.build());
  }

  private static String withoutZone(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  /** Allocates nothing for IPv4 ({@code InetAddress.isLoopbackAddress} would). */
  public boolean contains(InetAddress client) {
    return addresses.contains(client);
  }
}
