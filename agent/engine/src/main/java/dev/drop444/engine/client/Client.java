package dev.drop444.engine.client;

import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Who a request is from, and how that was found. Immutable. */
public final class Client {

  /** How the address was found. */
  public enum Source {
    /** It is the peer's, which is no trusted proxy. */
    PEER,
    /** A trusted proxy names it, in the header or by the protocol that it speaks. */
    HEADER,
    /**
     * It is a trusted proxy's, which sent no header: the request is its own, or it hides clients.
     */
    NO_HEADER,
    /** Everybody in the header is a trusted proxy; it is the one farthest away. */
    ONLY_PROXIES,
    /**
     * It is the last trusted proxy before something that is no address, or before the walk's end.
     */
    UNREADABLE,
    /**
     * A trusted proxy's header names it, but it is not public, and has itself forwarded for
     * somebody: most likely a proxy that is missing from the configuration.
     */
    UNLISTED_PROXY
  }

  /** The peer speaks for itself. */
  static final Client PEER = new Client(PeerRole.CLIENT, Source.PEER, null, null);

  private final PeerRole peerRole;
  private final Source source;
  private final @Nullable InetAddress forwarded;
  private final @Nullable String evidence;

  private Client(
      PeerRole peerRole,
      Source source,
      @Nullable InetAddress forwarded,
      @Nullable String evidence) {
    this.peerRole = peerRole;
    this.source = source;
    this.forwarded = forwarded;
    this.evidence = evidence;
  }

  static Client presumedProxy(String evidence) {
    return new Client(PeerRole.PRESUMED_PROXY, Source.PEER, null, evidence);
  }

  /**
   * A client behind a trusted proxy.
   *
   * @param forwarded null if it is the peer itself
   */
  static Client behindProxy(Source source, @Nullable InetAddress forwarded) {
    return new Client(PeerRole.TRUSTED_PROXY, source, forwarded, null);
  }

  /** What the peer is: whether the connection may be closed, and the peer be refused at accept. */
  public PeerRole peerRole() {
    return peerRole;
  }

  public Source source() {
    return source;
  }

  /**
   * The address that rules act on.
   *
   * @param head that this was resolved from
   * @return null if the peer has none (Unix sockets)
   */
  public @Nullable InetAddress address(RequestHead head) {
    return forwarded != null ? forwarded : head.peer();
  }

  /**
   * Whether the address is a client's. If not, it is a proxy's, trusted or presumed: a ban or a
   * rate would hit everybody behind it, so only {@code allow} and rules on the request head act.
   */
  public boolean isKnown() {
    return source == Source.HEADER || (source == Source.PEER && peerRole == PeerRole.CLIENT);
  }

  /** The header, in lower case, or the protocol that makes the peer a presumed proxy; else null. */
  public @Nullable String evidence() {
    return evidence;
  }

  @Override
  public String toString() {
    String address = forwarded == null ? "peer" : forwarded.getHostAddress();
    return address + " (" + source + ", peer is " + peerRole + ")";
  }
}
