package dev.drop444.engine.anomaly;

/** Judges the host of a request: a name or an address, and perhaps a port. */
final class HostCheck {

  /** Delimiters of other parts of a URL, and what RFC 3986 leaves no place for. */
  private static final String IMPOSSIBLE = "/?#@\\<>\"^`{|}, ";

  private HostCheck() {}

  static long judge(CharSequence host) {
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
      invalid |= Chars.isControl(c) || IMPOSSIBLE.indexOf(c) >= 0;
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
    for (int i = start; i < host.length(); i++) {
      if (!Chars.isDigit(host.charAt(i))) {
        return false;
      }
    }
    return true;
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
