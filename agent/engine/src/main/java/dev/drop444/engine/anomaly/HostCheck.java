package dev.drop444.engine.anomaly;

import dev.drop444.engine.gate.Octets;
import dev.drop444.engine.text.Digits;
import java.util.Arrays;

/**
 * Judges the host of a request: a name or an address, and perhaps a port. Not thread-safe, for it
 * remembers the last one: nearly always the next is the same.
 */
final class HostCheck {

  /** Delimiters of other parts of a URL, what RFC 3986 leaves no place for, and controls. */
  private static final boolean[] IMPOSSIBLE = new boolean[128];

  static {
    for (char c : "/?#@\\<>\"^`{|}, ".toCharArray()) {
      IMPOSSIBLE[c] = true;
    }
    for (int c = 0; c < IMPOSSIBLE.length; c++) {
      IMPOSSIBLE[c] |= Chars.isControl(c);
    }
  }

  private static final int LONGEST_REMEMBERED = 64;

  private final byte[] last = new byte[LONGEST_REMEMBERED];
  private int lastLength = -1;
  private long lastJudgement;

  /** The anomalies of a host. */
  long judge(CharSequence host) {
    int length = host.length();
    if (length > LONGEST_REMEMBERED) {
      return judgeAnew(host);
    }
    if (!isLast(host, length)) {
      lastLength = -1;
      boolean bytes = true;
      for (int i = 0; i < length; i++) {
        char c = host.charAt(i);
        last[i] = (byte) c;
        bytes &= c <= 0xff;
      }
      lastJudgement = judgeAnew(host);
      lastLength = bytes ? length : -1;
    }
    return lastJudgement;
  }

  private boolean isLast(CharSequence host, int length) {
    if (length != lastLength) {
      return false;
    }
    if (host instanceof Octets) {
      Octets octets = (Octets) host;
      return Arrays.equals(last, 0, length, octets.array(), octets.start(), octets.end());
    }
    for (int i = 0; i < length; i++) {
      if (host.charAt(i) != (last[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private static long judgeAnew(CharSequence host) {
    int length = host.length();
    if (length == 0) {
      return Anomaly.HOST_EMPTY.bit();
    }
    int colons = 0;
    int firstColon = length;
    boolean invalid = false;
    boolean digits = true;
    boolean hex = true;
    for (int i = 0; i < length; i++) {
      char c = host.charAt(i);
      invalid |= c < IMPOSSIBLE.length && IMPOSSIBLE[c];
      if (c == ':') {
        firstColon = colons++ == 0 ? i : firstColon;
      } else {
        digits &= colons > 0 || c == '.' || Chars.isDigit(c);
        hex &= Chars.hexDigit(c) >= 0 || c == '.';
      }
    }
    boolean numeric;
    if (host.charAt(0) == '[') {
      int close = indexOf(host, ']');
      numeric = close > 0;
      boolean port = numeric && close + 1 < length && host.charAt(close + 1) == ':';
      invalid |= !numeric || (port ? !isPort(host, close + 2) : close + 1 < length);
    } else if (colons > 1) {
      // An IPv6 address that somebody forgot to put in brackets.
      numeric = hex;
      invalid |= !hex;
    } else {
      numeric = digits && firstColon > 0;
      invalid |= colons == 1 && !isPort(host, firstColon + 1);
    }
    return (invalid ? Anomaly.HOST_INVALID.bit() : 0) | (numeric ? Anomaly.HOST_NUMERIC.bit() : 0);
  }

  /** RFC 3986 section 3.2.3: digits, or nothing. */
  private static boolean isPort(CharSequence host, int start) {
    return Digits.are(host, start, host.length());
  }

  private static int indexOf(CharSequence host, char wanted) {
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }
}
