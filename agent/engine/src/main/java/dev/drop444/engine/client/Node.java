package dev.drop444.engine.client;

import dev.drop444.engine.address.AddressLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * An address as proxies write it: bare, in brackets, with a port ({@code 192.0.2.1:4711}, {@code
 * [2001:db8::1]:4711}). An address with a zone is none, because a zone means something on one
 * machine only; nor is a name, because nothing is resolved.
 */
final class Node {

  private static final int LONGEST_ADDRESS = 45;
  private static final int LONGEST_PORT = 5;

  private Node() {}

  /**
   * The address in a part of a text.
   *
   * @param obfuscatedPort whether the port may also be a name such as {@code _p} (RFC 7239 section
   *     6.2)
   * @return null if there is none
   */
  static @Nullable InetAddress address(
      CharSequence text, int start, int end, boolean obfuscatedPort) {
    int from = start;
    int to = end;
    int port = -1;
    if (start < end && text.charAt(start) == '[') {
      from++;
      to = indexOf(text, ']', from, end);
      if (to < 0 || indexOf(text, ':', from, to) < 0) {
        return null;
      }
      if (to + 1 < end) {
        port = text.charAt(to + 1) == ':' ? to + 2 : end;
      }
    } else {
      int colon = indexOf(text, ':', start, end);
      if (colon >= 0 && indexOf(text, ':', colon + 1, end) < 0) {
        to = colon;
        port = colon + 1;
      }
    }
    boolean plausible =
        to > from && to - from <= LONGEST_ADDRESS && isPort(text, port, end, obfuscatedPort);
    return plausible ? literal(text.subSequence(from, to).toString()) : null;
  }

  private static @Nullable InetAddress literal(String text) {
    byte[] bytes = AddressLiteral.parse(text);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      return null;
    }
  }

  /**
   * Whether a port, if there is one, is well-formed.
   *
   * @param start -1 if there is none
   */
  private static boolean isPort(CharSequence text, int start, int end, boolean obfuscated) {
    if (start < 0) {
      return true;
    }
    if (start >= end) {
      return false;
    }
    if (obfuscated && text.charAt(start) == '_') {
      return isObfuscated(text, start + 1, end);
    }
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return end - start <= LONGEST_PORT;
  }

  private static boolean isObfuscated(CharSequence text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && "._-".indexOf(c) < 0) {
        return false;
      }
    }
    return start < end;
  }

  private static int indexOf(CharSequence text, char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }
}
