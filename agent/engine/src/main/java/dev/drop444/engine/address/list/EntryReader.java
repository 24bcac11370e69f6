package dev.drop444.engine.address.list;

import org.jspecify.annotations.Nullable;

/**
 * Reads an address, a CIDR or a range from bytes into its bounds, without allocating anything.
 * Confined to one thread.
 */
final class EntryReader {

  private final LiteralReader literal = new LiteralReader();

  boolean ipv4;
  long fromHigh;
  long fromLow;
  long toHigh;
  long toLow;

  /** Reads an entry without white space around it; null if all is well. */
  @Nullable LineFault read(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '/') {
        return cidr(bytes, from, i, to);
      }
      if (bytes[i] == '-') {
        return range(bytes, from, i, to);
      }
    }
    if (!literal.read(bytes, from, to)) {
      return fault(bytes, from, to);
    }
    start();
    end(0);
    return null;
  }

  private @Nullable LineFault cidr(byte[] bytes, int from, int slash, int to) {
    if (!literal.read(bytes, from, slash)) {
      return fault(bytes, from, slash);
    }
    int bits = number(bytes, slash + 1, to);
    int most = literal.ipv4 && !literal.mapped ? 32 : 128;
    if (bits < 0 || bits > most) {
      return LineFault.PREFIX;
    }
    if (literal.mapped && bits < 96) {
      return LineFault.MAPPED_PREFIX;
    }
    start();
    end(most - bits);
    return null;
  }

  private void start() {
    ipv4 = literal.ipv4;
    fromHigh = literal.high;
    fromLow = literal.low;
  }

  /** Sets the last address, and clears the first one's bits that are no part of the network. */
  private void end(int hostBits) {
    long lowHosts = hostBits >= 64 ? -1 : (1L << hostBits) - 1;
    long highHosts = hostBits == 128 ? -1 : hostBits > 64 ? (1L << (hostBits - 64)) - 1 : 0;
    fromHigh &= ~highHosts;
    fromLow &= ~lowHosts;
    toHigh = fromHigh | highHosts;
    toLow = fromLow | lowHosts;
  }

  private @Nullable LineFault range(byte[] bytes, int from, int dash, int to) {
    int beforeDash = dash;
    while (beforeDash > from && isSpace(bytes[beforeDash - 1])) {
      beforeDash--;
    }
    int afterDash = dash + 1;
    while (afterDash < to && isSpace(bytes[afterDash])) {
      afterDash++;
    }
    if (!literal.read(bytes, from, beforeDash)) {
      return fault(bytes, from, beforeDash);
    }
    start();
    if (!literal.read(bytes, afterDash, to)) {
      return fault(bytes, afterDash, to);
    }
    if (literal.ipv4 != ipv4) {
      return LineFault.MIXED_RANGE;
    }
    toHigh = literal.high;
    toLow = literal.low;
    int order = Long.compareUnsigned(fromHigh, toHigh);
    return order > 0 || (order == 0 && Long.compareUnsigned(fromLow, toLow) > 0)
        ? LineFault.BACKWARD_RANGE
        : null;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** A number of up to three digits without leading zeros, or -1. */
  private static int number(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || length > 3 || (length > 1 && bytes[from] == '0')) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }

  /** Why bytes are no address. */
  private static LineFault fault(byte[] bytes, int from, int to) {
    boolean letters = false;
    boolean name = true;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '%') {
        return LineFault.ZONE;
      }
      int lower = bytes[i] | 0x20;
      boolean letter = lower >= 'a' && lower <= 'z';
      letters |= letter;
      name &= letter || (bytes[i] >= '0' && bytes[i] <= '9') || bytes[i] == '.' || bytes[i] == '_';
    }
    return letters && name ? LineFault.HOST_NAME : LineFault.NOT_AN_ADDRESS;
  }
}
