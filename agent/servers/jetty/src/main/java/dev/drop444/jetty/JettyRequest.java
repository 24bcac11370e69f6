package dev.drop444.jetty;

import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The request head of a Jetty request, as the client sent it. Jetty has made strings of all parts
 * already; they are handed on as they are.
 */
final class JettyRequest implements RequestHead {

  private final Request sent;

  /**
   * An adapter.
   *
   * @param sent Jetty's innermost request, without the wrappers of customizers and handlers
   */
  JettyRequest(Request sent) {
    this.sent = sent;
  }

  @Override
  public @Nullable InetAddress peer() {
    SocketAddress address = peerAddress();
    return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getAddress() : null;
  }

  /**
   * From the socket: Jetty's own addresses are those that the PROXY protocol or the configuration
   * says. Only where there is no TCP socket (HTTP/3) Jetty is asked.
   */
  private @Nullable SocketAddress peerAddress() {
    SocketChannel channel = TcpConnection.channelUnder(sent.getConnectionMetaData());
    try {
      return channel == null
          ? sent.getConnectionMetaData().getRemoteSocketAddress()
          : channel.getRemoteAddress();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  @Override
  public int localPort() {
    SocketChannel channel = TcpConnection.channelUnder(sent.getConnectionMetaData());
    try {
      SocketAddress address =
          channel == null
              ? sent.getConnectionMetaData().getLocalSocketAddress()
              : channel.getLocalAddress();
      return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getPort() : 0;
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  /** From the connection: the scheme of an HTTP/2 request is what the client claims. */
  @Override
  public boolean secure() {
    return sent.getConnectionMetaData().isSecure();
  }

  @Override
  public Protocol protocol() {
    return Protocol.of(sent.getConnectionMetaData().getHttpVersion().asString());
  }

  @Override
  public CharSequence method() {
    return sent.getMethod();
  }

  /** Of an absolute-form target, Jetty keeps path and query as sent; the rest is in the host. */
  @Override
  public CharSequence target() {
    HttpURI uri = sent.getHttpURI();
    // For the authority-form of HTTP/1 (RFC 9112 section 3.2.3) Jetty makes up the path "/".
    String target =
        isHttp1() && sent.getMethod().equals("CONNECT") ? uri.getAuthority() : uri.getPathQuery();
    return target == null ? "" : target;
  }

  @Override
  public @Nullable CharSequence host() {
    CharSequence field = header("host");
    // For HTTP/1 without Host, Jetty makes the URI's authority up from its own address.
    return field != null || isHttp1() ? field : sent.getHttpURI().getAuthority();
  }

  private boolean isHttp1() {
    return sent.getConnectionMetaData().getHttpVersion().getVersion()
        < HttpVersion.HTTP_2.getVersion();
  }

  @Override
  public @Nullable CharSequence header(String name) {
    HttpField field = sent.getHeaders().getField(name);
    return field == null ? null : value(field);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    if (index == 0) {
      return header(name);
    }
    int left = index;
    for (HttpField field : sent.getHeaders()) {
      if (field.is(name) && left-- == 0) {
        return value(field);
      }
    }
    return null;
  }

  /** Jetty's value of an empty field is null. */
  private static String value(HttpField field) {
    String value = field.getValue();
    return value == null ? "" : value;
  }
}
