package dev.drop444.engine.address.list;

import dev.drop444.engine.address.AddressBits;
import dev.drop444.engine.address.Ipv4Ranges;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A set of addresses that may have millions of ranges: about 8 bytes an IPv4 range, 16 bytes a
 * range of IPv6 networks up to /64, 24 bytes any other IPv6 range. Immutable.
 */
public final class AddressList {

  public static final AddressList EMPTY = new Builder().build();

  private final Ipv4Ranges ipv4;
  private final Ipv6Ranges ipv6;

  private AddressList(Ipv4Ranges ipv4, Ipv6Ranges ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  /**
   * Whether an address lies in one of the ranges. Takes no lock, and allocates nothing for IPv4.
   *
   * @param address null is in no list
   */
  public boolean contains(@Nullable InetAddress address) {
    if (address instanceof Inet4Address) {
      return ipv4.contains(AddressBits.ipv4((Inet4Address) address));
    }
    if (address == null) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    long high = bytes.getLong();
    long low = bytes.getLong();
    // The JDK shows an IPv4-mapped peer as an IPv4 address, but lets others make such an object.
    boolean mapped = high == 0 && low >>> 32 == 0xffff;
    return mapped ? ipv4.contains((int) low) : ipv6.contains(high, low);
  }

  /** How many disjoint ranges there are. */
  public int ranges() {
    return ipv4.size() + ipv6.size();
  }

  /** Collects ranges in any order; they may overlap. Not thread-safe, used once. */
  static final class Builder {
    private final Ipv4Ranges.Builder ipv4 = new Ipv4Ranges.Builder();
    private final Ipv6Ranges.Builder ipv6 = new Ipv6Ranges.Builder();

    /** Adds addresses from one to another, both inside. */
    void addIpv4(int from, int to) {
      ipv4.add(from, to);
    }

    /** Adds addresses from one to another, both inside. */
    void addIpv6(long fromHigh, long fromLow, long toHigh, long toLow) {
      ipv6.add(fromHigh, fromLow, toHigh, toLow);
    }

    AddressList build() {
      return new AddressList(ipv4.build(), ipv6.build());
    }
  }
}
