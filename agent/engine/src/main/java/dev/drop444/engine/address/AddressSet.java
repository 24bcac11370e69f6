package dev.drop444.engine.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of addresses: {@link Ipv4Ranges}, and for IPv6 sorted, disjoint ranges of 32 bytes that are
 * searched by halving. Immutable.
 */
public final class AddressSet {

  public static final AddressSet EMPTY = new Builder().build();

  private final Ipv4Ranges ipv4;
  // Each IPv6 bound takes two places, high before low.
  private final long[] from6;
  private final long[] to6;

  private AddressSet(Ipv4Ranges ipv4, long[] from6, long[] to6) {
    this.ipv4 = ipv4;
    this.from6 = from6;
    this.to6 = to6;
  }

  /**
   * A set of ranges in the notation of {@link AddressRange#parse}.
   *
   * @throws IllegalArgumentException if one of them is none
   */
  public static AddressSet of(String... ranges) {
    Builder builder = new Builder();
    for (String range : ranges) {
      builder.add(AddressRange.parse(range));
    }
    return builder.build();
  }

  public boolean isEmpty() {
    return ipv4.size() == 0 && from6.length == 0;
  }

  /** How many disjoint ranges there are. */
  public int size() {
    return ipv4.size() + from6.length / 2;
  }

  /**
   * Whether an address lies in one of the ranges. Takes no lock, and allocates nothing for IPv4.
   *
   * @param address null is in no set
   */
  public boolean contains(@Nullable InetAddress address) {
    if (address instanceof Inet4Address) {
      return ipv4.contains(AddressBits.ipv4((Inet4Address) address));
    }
    if (address == null || from6.length == 0) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return contains6(bytes.getLong(), bytes.getLong());
  }

  private boolean contains6(long keyHigh, long keyLow) {
    int low = 0;
    int high = from6.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (compare(from6[2 * middle], from6[2 * middle + 1], keyHigh, keyLow) > 0) {
        high = middle - 1;
      } else if (compare(to6[2 * middle], to6[2 * middle + 1], keyHigh, keyLow) < 0) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  private static int compare(long high1, long low1, long high2, long low2) {
    int order = Long.compareUnsigned(high1, high2);
    return order != 0 ? order : Long.compareUnsigned(low1, low2);
  }

  /** Collects ranges in any order; they may overlap. Not thread-safe. */
  public static final class Builder {
    private final Ipv4Ranges.Builder ipv4 = new Ipv4Ranges.Builder();
    private final List<AddressRange> ranges6 = new ArrayList<>();

    public void add(AddressRange range) {
      if (range.ipv4) {
        ipv4.add((int) range.fromLow, (int) range.toLow);
      } else {
        ranges6.add(range);
      }
    }

    public AddressSet build() {
      long[] from6 = new long[2 * ranges6.size()];
      long[] to6 = new long[2 * ranges6.size()];
      int size6 = merge6(from6, to6);
      return new AddressSet(
          ipv4.build(), Arrays.copyOf(from6, 2 * size6), Arrays.copyOf(to6, 2 * size6));
    }

    private int merge6(long[] from, long[] to) {
      ranges6.sort(
          (one, other) -> compare(one.fromHigh, one.fromLow, other.fromHigh, other.fromLow));
      int size = 0;
      for (AddressRange range : ranges6) {
        int last = 2 * size - 2;
        if (size > 0 && compare(range.fromHigh, range.fromLow, to[last], to[last + 1]) <= 0) {
          if (compare(range.toHigh, range.toLow, to[last], to[last + 1]) > 0) {
            to[last] = range.toHigh;
            to[last + 1] = range.toLow;
          }
        } else {
          from[2 * size] = range.fromHigh;
          from[2 * size + 1] = range.fromLow;
          to[2 * size] = range.toHigh;
          to[2 * size + 1] = range.toLow;
          size++;
        }
      }
      return size;
    }
  }
}
