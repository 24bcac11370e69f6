package dev.drop444.engine.address.list;

/**
 * Reads an address that is written in digits, from bytes, without allocating anything. Confined to
 * one thread: the address that was read last lies in its fields.
 */
final class LiteralReader {

  private static final int GROUPS = 8;

  /** Whether the address is an IPv4 address, also one written as IPv4-mapped IPv6 address. */
  boolean ipv4;

  /** Whether it was written as an IPv4-mapped IPv6 address. */
  boolean mapped;

  /** The upper half of an IPv6 address; 0 for IPv4. */
  long high;

  /** The lower half of an IPv6 address, or an IPv4 address as a number from 0 to 2^32-1. */
  long low;

  private final int[] groups = new int[GROUPS];
  private long quad;

  /** Reads an address; false if it is none, and then the fields mean nothing. */
  boolean read(byte[] bytes, int from, int to) {
    mapped = false;
    ipv4 = true;
    high = 0;
    // No IPv4 address is longer than 15 characters; an IPv6 address has its first colon by the 5th.
    for (int i = from; i < Math.min(to, from + 5); i++) {
      if (bytes[i] == ':') {
        return readIpv6(bytes, from, to);
      }
    }
    boolean read = readQuad(bytes, from, to);
    low = quad;
    return read;
  }

  /**
   * Four decimal numbers. Leading zeros are refused, because some tools read {@code 010} as eight;
   * so are shortened forms such as {@code 10.1} (RFC 6943 section 3.1.1).
   */
  private boolean readQuad(byte[] bytes, int from, int to) {
    quad = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      int start = at;
      int number = 0;
      while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 3) {
        number = number * 10 + (bytes[at++] - '0');
      }
      int length = at - start;
      if (length == 0 || number > 255 || (length > 1 && bytes[start] == '0')) {
        return false;
      }
      quad = quad << 8 | number;
      if (part < 3 && (at == to || bytes[at++] != '.')) {
        return false;
      }
    }
    return at == to;
  }

  /** RFC 4291 section 2.2, without a zone. */
  private boolean readIpv6(byte[] bytes, int from, int to) {
    int count = 0;
    int gap = -1;
    int at = from;
    if (at + 1 < to && bytes[at] == ':' && bytes[at + 1] == ':') {
      gap = 0;
      at += 2;
    }
    while (at < to) {
      int end = at;
      int value = 0;
      while (end < to && digit(bytes[end]) >= 0 && end - at < 5) {
        value = value << 4 | digit(bytes[end++]);
      }
      if (end < to && bytes[end] == '.') {
        if (count > GROUPS - 2 || !readQuad(bytes, at, to)) {
          return false;
        }
        groups[count++] = (int) (quad >>> 16);
        groups[count++] = (int) quad & 0xffff;
        at = to;
        break;
      }
      int length = end - at;
      if (length == 0 || length > 4 || count == GROUPS) {
        return false;
      }
      groups[count++] = value;
      at = end;
      if (at == to) {
        break;
      }
      if (bytes[at++] != ':' || at == to) {
        return false;
      }
      if (bytes[at] == ':') {
        if (gap >= 0) {
          return false;
        }
        gap = count;
        at++;
      }
    }
    // "::" stands for at least one group of zeros.
    if (gap < 0 ? count != GROUPS : count >= GROUPS) {
      return false;
    }
    place(count, gap < 0 ? count : gap);
    return true;
  }

  /** Puts groups at the left of the address, those from the gap on at its right. */
  private void place(int count, int gap) {
    low = 0;
    for (int place = 0; place < GROUPS; place++) {
      int group = place < gap ? place : place - (GROUPS - count);
      high = high << 16 | low >>> 48;
      low = low << 16 | (place < gap || group >= gap ? groups[group] : 0);
    }
    mapped = high == 0 && (low >>> 32) == 0xffff;
    ipv4 = mapped;
    if (mapped) {
      low &= 0xffff_ffffL;
    }
  }

  private static int digit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
