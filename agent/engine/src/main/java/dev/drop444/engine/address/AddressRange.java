package dev.drop444.engine.address;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Addresses from one to another, both inside, of one IP version. Immutable. */
public final class AddressRange {

  /** What {@link #parse} takes, for error messages and documentation. */
  public static final String EXPECTED =
      "an IPv4 or IPv6 address, a CIDR (203.0.113.0/24) or a range (203.0.113.1-203.0.113.9)";

  final boolean ipv4;
  final long fromHigh;
  final long fromLow;
  final long toHigh;
  final long toLow;

  private AddressRange(byte[] from, byte[] to) {
    this.ipv4 = from.length == 4;
    this.fromHigh = high(from);
    this.fromLow = low(from);
    this.toHigh = high(to);
    this.toLow = low(to);
  }

  /**
   * Reads an address, a CIDR or a range. A name is refused: nothing is ever resolved.
   *
   * @throws IllegalArgumentException with a sentence for the operator; it quotes nothing of the
   *     text except what was parsed as digits
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return cidr(text.substring(0, slash), text.substring(slash + 1));
    }
    int dash = text.indexOf('-');
    byte[] whole = AddressLiteral.parse(text);
    if (whole != null || dash < 0) {
      byte[] address = literal(text, whole);
      return new AddressRange(address, address);
    }
    byte[] from = literal(text.substring(0, dash).trim());
    byte[] to = literal(text.substring(dash + 1).trim());
    if (from.length != to.length) {
      throw new IllegalArgumentException("a range cannot mix IPv4 and IPv6");
    }
    if (Arrays.compareUnsigned(from, to) > 0) {
      throw new IllegalArgumentException("the range ends before it starts");
    }
    return new AddressRange(from, to);
  }

  private static AddressRange cidr(String address, String prefix) {
    byte[] from = literal(address);
    int most = from.length * 8;
    boolean mapped = from.length == 4 && address.indexOf(':') >= 0;
    int bits = number(prefix, mapped ? 128 : most) - (mapped ? 96 : 0);
    if (bits < 0) {
      throw new IllegalArgumentException(
          "the prefix length must be a number from " + (mapped ? "96 to 128" : "0 to " + most));
    }
    byte[] to = from.clone();
    for (int bit = bits; bit < most; bit++) {
      int mask = 0x80 >> (bit & 7);
      if ((from[bit >> 3] & mask) != 0) {
        throw new IllegalArgumentException(
            "the address has bits set beyond its prefix; write the network's first address, or /"
                + (mapped ? 128 : most)
                + " for this one");
      }
      to[bit >> 3] |= (byte) mask;
    }
    return new AddressRange(from, to);
  }

  private static byte[] literal(String text) {
    return literal(text, AddressLiteral.parse(text));
  }

  private static byte[] literal(String text, byte @Nullable [] parsed) {
    if (parsed != null) {
      return parsed;
    }
    if (text.indexOf('%') >= 0) {
      throw new IllegalArgumentException("an address with a zone cannot be used");
    }
    if (looksLikeName(text)) {
      throw new IllegalArgumentException("a host name is never resolved; write its addresses");
    }
    throw new IllegalArgumentException("this is no address");
  }

  private static boolean looksLikeName(String text) {
    if (text.isEmpty() || text.indexOf(':') >= 0) {
      return false;
    }
    boolean letter = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      letter |= Character.isLetter(c);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return letter;
  }

  private static int number(String text, int most) {
    if (text.isEmpty() || text.length() > 3) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number <= most ? number : -1;
  }

  private static long high(byte[] bytes) {
    return bytes.length == 4 ? 0 : ByteBuffer.wrap(bytes).getLong();
  }

  private static long low(byte[] bytes) {
    return bytes.length == 4
        ? Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt())
        : ByteBuffer.wrap(bytes).getLong(8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof AddressRange)) {
      return false;
    }
    AddressRange that = (AddressRange) other;
    return ipv4 == that.ipv4
        && fromHigh == that.fromHigh
        && fromLow == that.fromLow
        && toHigh == that.toHigh
        && toLow == that.toLow;
  }

  @Override
  public int hashCode() {
    return Objects.hash(ipv4, fromHigh, fromLow, toHigh, toLow);
  }
}
