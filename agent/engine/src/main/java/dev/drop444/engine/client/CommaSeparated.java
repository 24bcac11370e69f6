package dev.drop444.engine.client;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The elements of X-Forwarded-For: addresses, some of them with ports. Stateless. */
final class CommaSeparated implements Chain {

  /** An IPv6 address in brackets with a port has 47 characters. */
  private static final int LONGEST_ELEMENT = 64;

  @Override
  public int start(CharSequence line, int end) {
    int least = Math.max(0, end - LONGEST_ELEMENT);
    int i = end;
    while (i > least) {
      if (line.charAt(i - 1) == ',') {
        return i;
      }
      i--;
    }
    return i == 0 || line.charAt(i - 1) == ',' ? i : -1;
  }

  @Override
  public @Nullable InetAddress address(CharSequence line, int start, int end) {
    return Node.address(line, start, end, false);
  }
}
