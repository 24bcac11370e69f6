package dev.drop444.report.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as lines have them: dotted IPv4, and IPv6 with all of its eight groups or shortened.
 */
public final class Address {

  private static final int GROUPS = 8;

  private Address() {}

  /** The address as people write it (RFC 5952), without a scope; null if it is none. */
  public static @Nullable String canonical(String text) {
    int scope = text.indexOf('%');
    String address = scope < 0 ? text : text.substring(0, scope);
    if (address.indexOf(':') < 0) {
      return isIpv4(address) ? address : null;
    }
    int[] groups = groups(address);
    return groups == null ? null : format(groups);
  }

  /**
   * The network that an address is in.
   *
   * @param canonical an address as {@link #canonical} gives it
   * @return its /24, or of an IPv6 address its /48
   */
  public static String network(String canonical) {
    if (canonical.indexOf(':') < 0) {
      return canonical.substring(0, canonical.lastIndexOf('.') + 1) + "0/24";
    }
    int[] groups = groups(canonical);
    if (groups == null) {
      return canonical;
    }
    int[] network = new int[GROUPS];
    System.arraycopy(groups, 0, network, 0, 3);
    return format(network) + "/48";
  }

  private static boolean isIpv4(String text) {
    int parts = 1;
    int value = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (value < 0) {
          return false;
        }
        parts++;
        value = -1;
      } else if (c >= '0' && c <= '9' && value != 0) {
        value = Math.max(0, value) * 10 + c - '0';
        if (value > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    return parts == 4 && value >= 0;
  }

  private static int @Nullable [] groups(String text) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int i = 0;
    if (text.startsWith("::")) {
      gap = 0;
      i = 2;
    }
    while (i < text.length()) {
      int begin = i;
      int value = 0;
      while (i < text.length() && text.charAt(i) != ':') {
        int digit = Character.digit(text.charAt(i), 16);
        if (digit < 0 || i - begin == 4) {
          return null;
        }
        value = value << 4 | digit;
        i++;
      }
      if (i == begin || count == GROUPS) {
        return null;
      }
      groups[count++] = value;
      if (i == text.length()) {
        break;
      }
      i++;
      if (i == text.length()) {
        return null;
      }
      if (text.charAt(i) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        i++;
      }
    }
    if (gap < 0 ? count != GROUPS : count >= GROUPS) {
      return null;
    }
    if (gap >= 0) {
      int behind = count - gap;
      System.arraycopy(groups, gap, groups, GROUPS - behind, behind);
      Arrays.fill(groups, gap, GROUPS - behind, 0);
    }
    return groups;
  }

  private static String format(int[] groups) {
    int longest = 1;
    int gap = -1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = 0;
      while (i + zeros < GROUPS && groups[i + zeros] == 0) {
        zeros++;
      }
      if (zeros > longest) {
        longest = zeros;
        gap = i;
      }
      i += zeros;
    }
    StringBuilder text = new StringBuilder(40);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += longest - 1;
      } else {
        if (i > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
