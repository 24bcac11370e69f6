package dev.drop444.engine.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many bits of an address make one client: a household has one IPv4 address, or a whole IPv6
 * /64 to choose from. Immutable.
 */
public final class ClientPrefix {

  /** RFC 4291 section 2.5.5.2: the second half of an IPv4 address as IPv6 has it. */
  private static final long MAPPED = 0xffff_0000_0000L;

  private final int ipv4Bits;
  private final int ipv4Mask;
  private final int ipv6Bits;
  private final long ipv6HighMask;
  private final long ipv6LowMask;

  /**
   * Prefix lengths.
   *
   * @param ipv4Bits 0 to 32
   * @param ipv6Bits 0 to 128
   */
  public ClientPrefix(int ipv4Bits, int ipv6Bits) {
    Objects.checkIndex(ipv4Bits, 33);
    Objects.checkIndex(ipv6Bits, 129);
    this.ipv4Bits = ipv4Bits;
    this.ipv4Mask = ipv4Bits == 0 ? 0 : -1 << (32 - ipv4Bits);
    this.ipv6Bits = ipv6Bits;
    this.ipv6HighMask = mask(Math.min(64, ipv6Bits));
    this.ipv6LowMask = mask(Math.max(0, ipv6Bits - 64));
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (64 - bits);
  }

  /**
   * The key under which a client is remembered: equal for two addresses exactly if they are one
   * client. Allocates nothing for IPv4 with 32 bits: there the address is its own key.
   */
  public Object keyOf(InetAddress address) {
    if (address instanceof Inet4Address) {
      return ipv4Bits == 32 ? address : ipv4(AddressBits.ipv4((Inet4Address) address) & ipv4Mask);
    }
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return new Ipv6Network(bytes.getLong() & ipv6HighMask, bytes.getLong() & ipv6LowMask);
  }

  /** Is shown a network as numbers. */
  public interface Network {
    /** All bits of the network's first address; those of IPv4 as RFC 4291 maps them to IPv6. */
    void add(long high, long low);
  }

  /**
   * Shows the network that stands for a client: the same one for two addresses exactly if they are
   * one client. Allocates nothing for IPv4.
   */
  public void show(InetAddress address, Network to) {
    if (address instanceof Inet4Address) {
      int bits = AddressBits.ipv4((Inet4Address) address) & ipv4Mask;
      to.add(0, MAPPED | Integer.toUnsignedLong(bits));
    } else {
      ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
      to.add(bytes.getLong() & ipv6HighMask, bytes.getLong() & ipv6LowMask);
    }
  }

  /** The first half of the bits that {@link #show} shows. Allocates nothing for IPv4. */
  public long high(InetAddress address) {
    return address instanceof Inet4Address
        ? 0
        : ByteBuffer.wrap(address.getAddress()).getLong(0) & ipv6HighMask;
  }

  /** The second half of the bits that {@link #show} shows. Allocates nothing for IPv4. */
  public long low(InetAddress address) {
    return address instanceof Inet4Address
        ? MAPPED | Integer.toUnsignedLong(AddressBits.ipv4((Inet4Address) address) & ipv4Mask)
        : ByteBuffer.wrap(address.getAddress()).getLong(8) & ipv6LowMask;
  }

  /** A client as people write it: an address, or a CIDR where the prefix is shorter than that. */
  public String text(long high, long low) {
    // No client with an IPv6 address has such bits: Java takes it for its IPv4 address.
    if (high == 0 && (low & ~0xffff_ffffL) == MAPPED) {
      return ipv4((int) low).getHostAddress() + (ipv4Bits == 32 ? "" : "/" + ipv4Bits);
    }
    return new Ipv6Network(high, low) + (ipv6Bits == 128 ? "" : "/" + ipv6Bits);
  }

  private static InetAddress ipv4(int bits) {
    try {
      return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(bits).array());
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Two longs; an {@code Inet6Address} weighs four times as much. */
  private static final class Ipv6Network {
    private final long high;
    private final long low;

    Ipv6Network(long high, long low) {
      this.high = high;
      this.low = low;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ipv6Network
          && ((Ipv6Network) other).high == high
          && ((Ipv6Network) other).low == low;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(high * 31 + low);
    }

    @Override
    public String toString() {
      byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
      try {
        return InetAddress.getByAddress(bytes).getHostAddress();
      } catch (UnknownHostException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }
}
