package dev.drop444.engine.address;

import org.jspecify.annotations.Nullable;

/**
 * Reads an address that is written in digits. {@code InetAddress.getByName} is no choice here: it
 * asks DNS for whatever it does not take for a literal.
 */
public final class AddressLiteral {

  private static final int GROUPS = 8;

  private AddressLiteral() {}

  /**
   * The address in network order.
   *
   * @return 4 bytes, also for an IPv4-mapped IPv6 address; 16 bytes; or null for anything else
   */
  public static byte @Nullable [] parse(String text) {
    return text.indexOf(':') < 0 ? ipv4(text) : unmapped(ipv6(text));
  }

  /**
   * Four decimal numbers. Leading zeros are refused, because some tools read {@code 010} as eight;
   * so are shortened forms such as {@code 10.1} (RFC 6943 section 3.1.1).
   */
  private static byte @Nullable [] ipv4(String text) {
    byte[] bytes = new byte[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      int start = at;
      int number = 0;
      while (at < text.length() && isDigit(text.charAt(at)) && at - start < 3) {
        number = number * 10 + (text.charAt(at++) - '0');
      }
      int length = at - start;
      if (length == 0 || number > 255 || (length > 1 && text.charAt(start) == '0')) {
        return null;
      }
      bytes[i] = (byte) number;
      if (i < 3 && (at == text.length() || text.charAt(at++) != '.')) {
        return null;
      }
    }
    return at == text.length() ? bytes : null;
  }

  /** RFC 4291 section 2.2, without a zone. */
  private static byte @Nullable [] ipv6(String text) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) != ':') {
        end++;
      }
      String group = text.substring(at, end);
      if (group.indexOf('.') >= 0) {
        byte[] tail = end == text.length() && count <= GROUPS - 2 ? ipv4(group) : null;
        if (tail == null) {
          return null;
        }
        groups[count++] = (tail[0] & 0xff) << 8 | (tail[1] & 0xff);
        groups[count++] = (tail[2] & 0xff) << 8 | (tail[3] & 0xff);
        at = end;
        continue;
      }
      int value = hexadecimal(group);
      if (value < 0 || count == GROUPS) {
        return null;
      }
      groups[count++] = value;
      at = end;
      if (at == text.length()) {
        break;
      }
      at++;
      if (at == text.length()) {
        return null;
      }
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        at++;
      }
    }
    // "::" stands for at least one group of zeros.
    if (gap < 0 ? count != GROUPS : count >= GROUPS) {
      return null;
    }
    byte[] bytes = new byte[2 * GROUPS];
    for (int i = 0; i < count; i++) {
      int place = gap >= 0 && i >= gap ? GROUPS - count + i : i;
      bytes[2 * place] = (byte) (groups[i] >> 8);
      bytes[2 * place + 1] = (byte) groups[i];
    }
    return bytes;
  }

  /** The JDK shows an IPv4-mapped peer as an IPv4 address; so do we. */
  private static byte @Nullable [] unmapped(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    for (int i = 0; i < 12; i++) {
      if (bytes[i] != (i < 10 ? 0 : (byte) 0xff)) {
        return bytes;
      }
    }
    return new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]};
  }

  private static int hexadecimal(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      char c = group.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
