package dev.drop444.engine.client;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The elements of Forwarded (RFC 7239): {@code for=192.0.2.1;proto=https;by="[2001:db8::1]:80"}.
 * Stateless.
 *
 * <p>Quotes are paired from the right. Paired from the left, one quote that a client sends would
 * swallow what the first proxy appends to it.
 */
final class ForwardedElements implements Chain {

  private static final int LONGEST_ELEMENT = 1024;
  private static final String FOR = "for";

  @Override
  public int start(CharSequence line, int end) {
    int least = Math.max(0, end - LONGEST_ELEMENT);
    boolean quoted = false;
    int i = end;
    while (i > least) {
      char c = line.charAt(i - 1);
      if (c == ',' && !quoted) {
        return i;
      }
      if (c == '"') {
        int before = i - 1;
        while (quoted && before > least && line.charAt(before - 1) == '\\') {
          before--;
        }
        // Inside a quoted string, a quote after an odd number of backslashes is a part of it.
        if ((i - 1 - before) % 2 == 0) {
          quoted = !quoted;
        }
        i = before;
      } else {
        i--;
      }
    }
    boolean complete = i == 0 || (line.charAt(i - 1) == ',' && !quoted);
    return complete && !quoted ? i : -1;
  }

  @Override
  public @Nullable InetAddress address(CharSequence line, int start, int end) {
    InetAddress address = null;
    int at = start;
    while (at < end) {
      int name = skipSpace(line, at, end);
      int equals = name;
      while (equals < end && isNameCharacter(line.charAt(equals))) {
        equals++;
      }
      if (equals == name || equals == end || line.charAt(equals) != '=') {
        return null;
      }
      int value = equals + 1;
      int valueEnd = valueEnd(line, value, end);
      if (isFor(line, name, equals)) {
        if (address != null) {
          // Each parameter at most once (section 4); which one a proxy means is anybody's guess.
          return null;
        }
        boolean quoted = value < end && line.charAt(value) == '"';
        int to = quoted ? valueEnd - 1 : valueEnd;
        address = to > value ? Node.address(line, quoted ? value + 1 : value, to, true) : null;
        if (address == null) {
          return null;
        }
      }
      at = skipSpace(line, valueEnd, end);
      if (at < end && line.charAt(at++) != ';') {
        return null;
      }
    }
    return address;
  }

  /** Index after a token or a quoted string. */
  private static int valueEnd(CharSequence line, int start, int end) {
    int i = start;
    if (i < end && line.charAt(i) == '"') {
      i++;
      while (i < end && line.charAt(i) != '"') {
        i += line.charAt(i) == '\\' ? 2 : 1;
      }
      return Math.min(i + 1, end);
    }
    // More than a token may have: addresses with ports that should be quoted and are not.
    while (i < end && line.charAt(i) != ';' && line.charAt(i) != '"' && !isSpace(line.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isFor(CharSequence line, int start, int end) {
    if (end - start != FOR.length()) {
      return false;
    }
    for (int i = 0; i < FOR.length(); i++) {
      if ((line.charAt(start + i) | 0x20) != FOR.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNameCharacter(char c) {
    return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static int skipSpace(CharSequence line, int start, int end) {
    int i = start;
    while (i < end && isSpace(line.charAt(i))) {
      i++;
    }
    return i;
  }
}
