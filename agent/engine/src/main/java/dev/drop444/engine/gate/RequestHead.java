package dev.drop444.engine.gate;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A request as far as it is known before dispatch: request line and header fields. Each server
 * module has one adapter that implements it.
 *
 * <p>Read lazily: a part that no rule asks for costs nothing. Texts are {@link CharSequence}s so
 * that an adapter may show the server's own bytes (ISO-8859-1, one byte a char) without making a
 * string; they are valid until the gate returns. Confined to the calling thread. An adapter may
 * throw from any method; the engine then lets the request pass.
 */
public interface RequestHead {

  /** The address at the other end of the socket, or null where there is none (Unix sockets). */
  @Nullable InetAddress peer();

  /** The port at which the connection arrived, 0 if unknown. */
  int localPort();

  /** Whether the connection is encrypted (scheme {@code https}). */
  boolean secure();

  Protocol protocol();

  /** The method as sent; methods are case-sensitive (RFC 9110 section 9.1). */
  CharSequence method();

  /**
   * The request target as sent, undecoded, with its query: origin-form, absolute-form,
   * authority-form or {@code *} (RFC 9112 section 3.2); for HTTP/2 the {@code :path}.
   */
  CharSequence target();

  /** The {@code Host} field or {@code :authority} as sent, port included; null if absent. */
  @Nullable CharSequence host();

  /**
   * The first value of a header field.
   *
   * @param name in lower case; compared without regard to case
   * @return the value without surrounding white space, or null if the field is absent
   */
  @Nullable CharSequence header(String name);

  /**
   * One of the values of a header field that was sent more than once, in the order they were sent.
   *
   * @param name in lower case; compared without regard to case
   * @param index from 0; {@code header(name, 0)} is {@code header(name)}
   * @return the value, or null if there are not that many
   */
  @Nullable CharSequence header(String name, int index);

  /**
   * Shows every header field to a visitor, line by line: a field that was sent three times is shown
   * three times. Lines of one name come in the order in which they were sent.
   *
   * <p>Names are in whatever case the server has kept, values without surrounding white space. Not
   * shown are trailers and the pseudo-header fields of HTTP/2 ({@code :path}); a server that has
   * turned {@code :authority} into a {@code Host} field may show that. An adapter may show each
   * line through the same two objects: they are valid until the visitor returns.
   *
   * <p>The default is for adapters that cannot do this; what needs it then lets the request pass.
   *
   * @param visitor told about each line until it has seen enough
   */
  default void fields(FieldVisitor visitor) {
    throw new UnsupportedOperationException("this adapter cannot show all header fields");
  }

  /**
   * Whether the server's parser refuses names of fields that are no tokens, and values with control
   * characters other than tabs (RFC 9110 section 5.5), wherever this request came from: then nobody
   * looks for them again.
   */
  default boolean hasCheckedFields() {
    return false;
  }

  /**
   * Whom a proxy names as the client by the protocol itself, where the connection speaks one that
   * only web servers and proxies speak (AJP): an address as text, empty if it names nobody. Null
   * where the peer may be the client.
   *
   * <p>The connection is the proxy's, so such a request is never told to drop: the gates let it
   * pass or have it answered.
   */
  default @Nullable CharSequence forwardedFor() {
    return null;
  }

  /** What was made of this connection by {@link Gates#opened}, or null if nothing was. */
  default @Nullable ConnectionWatch connection() {
    return null;
  }
}
