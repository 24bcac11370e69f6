package dev.drop444.undertow;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The request side of an exchange as the engine reads it, as it was when it arrived. Undertow has
 * made strings of all of it by now, so nothing here copies any.
 */
final class UndertowRequest implements RequestHead {

  private final HttpServerExchange exchange;
  private final HeaderNames names;
  private final @Nullable WatchedConnection connection;
  private final HttpString method;
  private final String uri;
  private final @Nullable String query;
  private @Nullable InetAddress peer;

  UndertowRequest(HttpServerExchange exchange, HeaderNames names, PrivateMembers members) {
    this.exchange = exchange;
    this.names = names;
    this.connection = Connections.of(exchange.getConnection(), members);
    this.method = exchange.getRequestMethod();
    this.uri = exchange.getRequestURI();
    this.query = exchange.getQueryString();
  }

  /**
   * The socket's other end; behind a listener with the PROXY protocol, the address that it names,
   * for Undertow gives that to the connection itself.
   */
  @Override
  public @Nullable InetAddress peer() {
    if (peer == null) {
      // Taken down when it opened, from the same connection.
      peer = connection == null ? null : connection.peer();
      if (peer == null) {
        // XNIO makes a new address for every call.
        InetSocketAddress address =
            exchange.getConnection().getPeerAddress(InetSocketAddress.class);
        peer = address == null ? null : address.getAddress();
      }
    }
    return peer;
  }

  @Override
  public int localPort() {
    if (connection != null && connection.localPort() != 0) {
      return connection.localPort();
    }
    InetSocketAddress address = exchange.getConnection().getLocalAddress(InetSocketAddress.class);
    return address == null ? 0 : address.getPort();
  }

  /** Not by the exchange's scheme: in HTTP/2 that is whatever the client says. */
  @Override
  public boolean secure() {
    return exchange.getConnection().getSslSessionInfo() != null;
  }

  @Override
  public Protocol protocol() {
    HttpString protocol = exchange.getProtocol();
    if (Protocols.HTTP_1_1.equals(protocol)) {
      return Marks.isUnknownVersion(exchange) ? Protocol.UNKNOWN : Protocol.HTTP_1_1;
    }
    if (Protocols.HTTP_2_0.equals(protocol)) {
      return Protocol.HTTP_2;
    }
    if (Protocols.HTTP_1_0.equals(protocol)) {
      return Protocol.HTTP_1_0;
    }
    return Protocols.HTTP_0_9.equals(protocol) ? Protocol.HTTP_0_9 : Protocol.UNKNOWN;
  }

  @Override
  public CharSequence method() {
    return method.toString();
  }

  @Override
  public CharSequence target() {
    return query == null || query.isEmpty() ? uri : new RequestTarget(uri, query);
  }

  @Override
  public @Nullable CharSequence host() {
    return exchange.getRequestHeaders().getFirst(Headers.HOST);
  }

  @Override
  public @Nullable CharSequence header(String name) {
    HttpString known = names.of(name);
    return known == null ? null : exchange.getRequestHeaders().getFirst(known);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    HttpString known = names.of(name);
    HeaderValues values = known == null ? null : exchange.getRequestHeaders().get(known);
    return values == null || index < 0 || index >= values.size() ? null : values.get(index);
  }

  /**
   * Undertow keeps a name's string once it was asked for, and has those of common names at hand.
   */
  @Override
  public void fields(FieldVisitor visitor) {
    HeaderMap fields = exchange.getRequestHeaders();
    for (long at = fields.fastIterateNonEmpty(); at != -1; at = fields.fiNextNonEmpty(at)) {
      HeaderValues values = fields.fiCurrent(at);
      HttpString name = values.getHeaderName();
      if (name.length() > 0 && name.byteAt(0) == ':') {
        continue;
      }
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        // HTTP/2 without :authority leaves a Host field of null.
        if (value != null && !visitor.field(name.toString(), value)) {
          return;
        }
      }
    }
  }

  @Override
  public @Nullable ConnectionWatch connection() {
    return connection == null ? null : connection.watch();
  }

  /** The connection that it came by, if somebody wants to hear of that. */
  @Nullable WatchedConnection watchedConnection() {
    return connection;
  }
}
