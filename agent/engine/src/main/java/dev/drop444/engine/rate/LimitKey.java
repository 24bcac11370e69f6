package dev.drop444.engine.rate;

import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.request.Authority;
import dev.drop444.engine.request.RequestPath;
import dev.drop444.engine.request.Span;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By what a limit counts: each client for itself, each path, each client on each path. What lacks a
 * part of the key is not counted. Immutable.
 */
public final class LimitKey {

  /** What {@link #parse} takes, for messages and documentation. */
  public static final String EXPECTED =
      "client, prefix/24/48, path, host, method or header.<name>, or some of them joined with +";

  /** Each client for itself. */
  public static final LimitKey CLIENT = parse("client");

  private static final String PREFIX = "prefix";
  private static final String HEADER = "header.";
  private static final int MAX_FIELD = 64;

  /** One thing that two requests may have in common. */
  private interface Part {
    /**
     * Adds it.
     *
     * @return whether there is such a thing
     */
    boolean add(Countable what, ClientPrefix clients, KeyHash hash);
  }

  private final Part[] parts;
  private final boolean needsHead;
  private final String text;

  private LimitKey(List<Part> parts, boolean needsHead, String text) {
    this.parts = parts.toArray(new Part[0]);
    this.needsHead = needsHead;
    this.text = text;
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static LimitKey parse(String text) {
    List<Part> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean needsHead = false;
    for (String written : text.split("\\+", -1)) {
      String name = written.strip().toLowerCase(Locale.ROOT);
      if (names.contains(name)) {
        throw new IllegalArgumentException("it has " + name + " twice");
      }
      names.add(name);
      parts.add(part(name));
      needsHead |= !name.equals("client") && !name.startsWith(PREFIX);
    }
    return new LimitKey(parts, needsHead, String.join("+", names));
  }

  private static Part part(String name) {
    switch (name) {
      case "client":
        return (what, clients, hash) -> addNetwork(what, clients, hash);
      case "path":
        return LimitKey::addPath;
      case "host":
        return LimitKey::addHost;
      case "method":
        return (what, clients, hash) -> {
          RequestHead head = what.knownHead();
          return head != null && addText(head.method(), hash);
        };
      default:
        if (name.startsWith(HEADER)) {
          return header(name.substring(HEADER.length()));
        }
        if (name.equals(PREFIX) || name.startsWith(PREFIX + "/")) {
          return prefix(name);
        }
        throw new IllegalArgumentException("there is no key " + name);
    }
  }

  private static Part header(String field) {
    boolean good = !field.isEmpty() && field.length() <= MAX_FIELD;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      // RFC 9110 section 5.6.2; the + has another meaning here.
      good &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "!#$%&'*-.^_`|~".indexOf(c) >= 0;
    }
    if (!good) {
      throw new IllegalArgumentException("header. is not followed by the name of a field");
    }
    return (what, clients, hash) -> {
      RequestHead head = what.knownHead();
      CharSequence value = head == null ? null : head.header(field);
      return value != null && addText(value, hash);
    };
  }

  /** A site that has an IPv4 /24 to itself has an IPv6 /48: twice the bits, as for a client. */
  private static Part prefix(String name) {
    String[] bits = name.split("/", -1);
    int ipv4 = bits.length > 1 ? bits(bits[1], 32) : 24;
    int ipv6 = bits.length > 2 ? bits(bits[2], 128) : 2 * ipv4;
    if (bits.length > 3) {
      throw new IllegalArgumentException("a prefix has two lengths, for IPv4 and for IPv6");
    }
    ClientPrefix prefix = new ClientPrefix(ipv4, ipv6);
    return (what, clients, hash) -> addNetwork(what, prefix, hash);
  }

  private static int bits(String text, int most) {
    try {
      int bits = Integer.parseInt(text);
      if (bits >= 1 && bits <= most) {
        return bits;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new IllegalArgumentException("the length of a prefix is from 1 to " + most);
  }

  private static boolean addNetwork(Countable what, ClientPrefix prefix, KeyHash hash) {
    InetAddress client = what.knownClient();
    if (client == null) {
      return false;
    }
    prefix.show(client, hash);
    return true;
  }

  private static boolean addPath(Countable what, ClientPrefix clients, KeyHash hash) {
    RequestHead head = what.knownHead();
    if (head == null) {
      return false;
    }
    CharSequence target = head.target();
    long span = RequestPath.find(target);
    if (span == Span.NONE) {
      return addText(RequestPath.normalise(target), hash);
    }
    hash.add(target, Span.start(span), Span.end(span));
    return true;
  }

  private static boolean addHost(Countable what, ClientPrefix clients, KeyHash hash) {
    RequestHead head = what.knownHead();
    CharSequence text = head == null ? null : Authority.text(head);
    if (text == null) {
      return false;
    }
    long host = Authority.host(text);
    hash.addLowerCase(text, Span.start(host), Span.end(host));
    return true;
  }

  private static boolean addText(CharSequence text, KeyHash hash) {
    hash.add(text, 0, text.length());
    return true;
  }

  /** Whether only what a request says tells the key. */
  public boolean needsHead() {
    return needsHead;
  }

  /** Whether something has all parts of the key, so that it would be counted. */
  public boolean isKnown(Countable what) {
    return addTo(new KeyHash(), what, new ClientPrefix(32, 128));
  }

  /** Adds all parts; false if one of them is missing. Allocates nothing for IPv4. */
  boolean addTo(KeyHash hash, Countable what, ClientPrefix clients) {
    for (Part part : parts) {
      if (!part.add(what, clients, hash)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LimitKey && ((LimitKey) other).text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
