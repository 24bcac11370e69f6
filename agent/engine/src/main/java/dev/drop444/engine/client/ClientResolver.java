package dev.drop444.engine.client;

import dev.drop444.engine.client.Client.Source;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose request it is; every rule acts on what this says.
 *
 * <p>The header is read only if the peer is a trusted proxy, and from the right, where the nearest
 * proxy has appended whom it was connected to: past trusted proxies, to the first address that is
 * none. What a client has put into the header stands to the left of its own address and is never
 * reached, so a client can neither hide nor pass for another. Several lines count as one, in the
 * order in which they were sent (RFC 9110 section 5.3).
 *
 * <p>What a trusted proxy says by its protocol ({@link RequestHead#forwardedFor}) is whom it was
 * connected to, and so stands to the right of the header.
 *
 * <p>Thread-safe. Never blocks, never resolves a name, reads a bounded part of the header.
 * Allocates nothing if the peer has an IPv4 address and is no trusted proxy.
 */
public final class ClientResolver {

  /** Longer chains of proxies do not exist; one is a loop. */
  static final int MOST_HOPS = 32;

  private static final int LONGEST_SINGLE_VALUE = 64;

  /** A peer that is not listed, and speaks what only proxies speak. */
  private static final Client BY_PROTOCOL = Client.presumedProxy("AJP");

  private static final Client NO_HEADER = Client.behindProxy(Source.NO_HEADER, null);
  private static final Client UNREADABLE = Client.behindProxy(Source.UNREADABLE, null);

  private final Predicate<InetAddress> trustedProxies;
  private final ClientAddressHeader header;
  private final PresumedProxy presumedProxy;

  /**
   * A resolver for a configuration.
   *
   * @param trustedProxies thread-safe; says which addresses are proxies whose header is believed
   * @param header in which they say who the client is
   */
  public ClientResolver(Predicate<InetAddress> trustedProxies, ClientAddressHeader header) {
    this.trustedProxies = trustedProxies;
    this.header = header;
    this.presumedProxy = new PresumedProxy(header.name());
  }

  /**
   * Whose request it is.
   *
   * @throws RuntimeException only what the head throws
   */
  public Client resolve(RequestHead head) {
    InetAddress peer = head.peer();
    boolean trusted = peer != null && trustedProxies.test(peer);
    CharSequence stated = head.forwardedFor();
    if (stated != null) {
      return trusted ? byProtocol(head, stated) : BY_PROTOCOL;
    }
    return trusted ? byHeader(head) : presumedProxy.judge(peer, head);
  }

  private Client byProtocol(RequestHead head, CharSequence stated) {
    InetAddress nearest =
        stated.length() > LONGEST_SINGLE_VALUE
            ? null
            : Node.address(stated, 0, stated.length(), false);
    if (nearest == null) {
      return UNREADABLE;
    }
    if (!trustedProxies.test(nearest)) {
      boolean unlisted = head.header(header.name()) != null && !PresumedProxy.isPublic(nearest);
      return Client.behindProxy(unlisted ? Source.UNLISTED_PROXY : Source.HEADER, nearest);
    }
    Client further = byHeader(head);
    if (further == NO_HEADER) {
      return Client.behindProxy(Source.ONLY_PROXIES, nearest);
    }
    return further == UNREADABLE ? Client.behindProxy(Source.UNREADABLE, nearest) : further;
  }

  private Client byHeader(RequestHead head) {
    int lines = countLines(head);
    if (lines == 0) {
      return NO_HEADER;
    }
    Chain chain = header.chain();
    return chain == null ? single(head, lines) : walk(head, lines, chain);
  }

  /**
   * How many lines the header has. By halving: a client may send many, and to find one an adapter
   * may have to look at all.
   */
  private int countLines(RequestHead head) {
    String name = header.name();
    if (head.header(name) == null) {
      return 0;
    }
    int there = 0;
    int missing = 1;
    while (head.header(name, missing) != null) {
      there = missing;
      missing *= 2;
    }
    while (missing - there > 1) {
      int middle = (there + missing) >>> 1;
      if (head.header(name, middle) != null) {
        there = middle;
      } else {
        missing = middle;
      }
    }
    return missing;
  }

  /** A proxy replaces such a header; a second line means that one does not. */
  private Client single(RequestHead head, int lines) {
    CharSequence value = head.header(header.name());
    if (lines != 1 || value == null || value.length() > LONGEST_SINGLE_VALUE) {
      return UNREADABLE;
    }
    InetAddress address = Node.address(value, 0, value.length(), false);
    if (address == null) {
      return UNREADABLE;
    }
    boolean proxy = trustedProxies.test(address);
    return Client.behindProxy(proxy ? Source.ONLY_PROXIES : Source.HEADER, address);
  }

  private Client walk(RequestHead head, int lines, Chain chain) {
    InetAddress nearest = null;
    int hops = 0;
    for (int i = lines - 1; i >= 0; i--) {
      CharSequence line = head.header(header.name(), i);
      // Index after the element; -1 behind the first one.
      int end = line == null ? -1 : line.length();
      while (line != null && end >= 0) {
        int start = ++hops > MOST_HOPS ? -1 : chain.start(line, end);
        if (start < 0) {
          return stopped(nearest);
        }
        int from = skipSpace(line, start, end);
        int to = trimEnd(line, from, end);
        end = start - 1;
        if (from == to) {
          // RFC 9110 section 5.6.1.2: empty elements do not count.
          continue;
        }
        InetAddress address = chain.address(line, from, to);
        if (address == null) {
          return stopped(nearest);
        }
        if (!trustedProxies.test(address)) {
          boolean forwards = end > 0 || i > 0;
          boolean unlisted = forwards && !PresumedProxy.isPublic(address);
          return Client.behindProxy(unlisted ? Source.UNLISTED_PROXY : Source.HEADER, address);
        }
        nearest = address;
      }
    }
    return nearest == null ? UNREADABLE : Client.behindProxy(Source.ONLY_PROXIES, nearest);
  }

  private static Client stopped(@Nullable InetAddress lastGood) {
    return lastGood == null ? UNREADABLE : Client.behindProxy(Source.UNREADABLE, lastGood);
  }

  private static int skipSpace(CharSequence line, int start, int end) {
    int i = start;
    while (i < end && isSpace(line.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int trimEnd(CharSequence line, int start, int end) {
    int i = end;
    while (i > start && isSpace(line.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
