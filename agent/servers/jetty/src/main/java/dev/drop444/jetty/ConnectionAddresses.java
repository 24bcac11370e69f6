package dev.drop444.jetty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of a connection. The peer is whom the end point of HTTP names: behind a listener
 * with the PROXY protocol, the address in its preamble. The port at our end is the socket's: rules
 * mean a listener, and not what the proxy was connected to.
 */
final class ConnectionAddresses {

  private ConnectionAddresses() {}

  /** The address at the other end, or null where there is none. */
  static @Nullable InetAddress peer(ConnectionMetaData connection) {
    return peer(
        connection.getConnection().getEndPoint(), TcpConnection.channelUnder(connection));
  }

  /**
   * The address at the other end, or null where there is none.
   *
   * @param endPoint below HTTP, and above what a proxy says
   * @param channel at the bottom, null if there is none
   * @throws UncheckedIOException if the connection is closed, and nobody can say any more
   */
  static @Nullable InetAddress peer(EndPoint endPoint, @Nullable SocketChannel channel) {
    // Jetty's answer for a closed socket is null, too.
    SocketAddress address = endPoint.getRemoteSocketAddress();
    if (address == null && channel != null) {
      address = remote(channel);
    }
    return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getAddress() : null;
  }

  /** The port at our end, 0 if unknown. */
  static int localPort(ConnectionMetaData connection) {
    SocketChannel channel = TcpConnection.channelUnder(connection);
    return port(channel == null ? connection.getLocalSocketAddress() : local(channel));
  }

  static int localPort(SocketChannel channel) {
    return port(local(channel));
  }

  private static int port(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getPort() : 0;
  }

  private static @Nullable SocketAddress remote(SocketChannel channel) {
    try {
      return channel.getRemoteAddress();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private static @Nullable SocketAddress local(SocketChannel channel) {
    try {
      return channel.getLocalAddress();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
