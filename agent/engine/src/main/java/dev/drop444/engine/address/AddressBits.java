package dev.drop444.engine.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** The bits of an address. */
public final class AddressBits {

  /**
   * Every OpenJDK since 1.0 returns the 32 bits of an IPv4 address as its hash code, without the
   * array that {@code getAddress} makes. Nothing promises that, so it is tried before it is used.
   */
  private static final boolean HASH_IS_ADDRESS =
      hashIsAddress(203, 0, 113, 7) && hashIsAddress(127, 255, 0, 254);

  private AddressBits() {}

  /** The bits of an IPv4 address. Allocates nothing on OpenJDK. */
  public static int ipv4(Inet4Address address) {
    return HASH_IS_ADDRESS ? address.hashCode() : ByteBuffer.wrap(address.getAddress()).getInt();
  }

  private static boolean hashIsAddress(int a, int b, int c, int d) {
    byte[] bytes = {(byte) a, (byte) b, (byte) c, (byte) d};
    try {
      return InetAddress.getByAddress(bytes).hashCode() == ByteBuffer.wrap(bytes).getInt();
    } catch (UnknownHostException impossible) {
      return false;
    }
  }
}
