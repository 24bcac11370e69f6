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
 * The two ends of a connection: the peer as the end point says, which behind the PROXY protocol is
 * the client that it names, and not the proxy; our own from the socket, for what Jetty says may
 * come from its configuration.
 */
final class ConnectionAddresses {

  private ConnectionAddresses() {}

  /** The address at the other end, or null where there is none. */
  static @Nullable InetAddress peer(ConnectionMetaData connection) {
    SocketAddress address = connection.getConnection().getEndPoint().getRemoteSocketAddress();
    if (address == null) {
      // Closed meanwhile, which the socket says.
      SocketChannel channel = TcpConnection.channelUnder(connection);
      address = channel == null ? connection.getRemoteSocketAddress() : remote(channel);
    }
    return inetAddress(address);
  }

  /**
   * The same, below HTTP.
   *
   * @param endPoint of whatever lies on the channel, a proxy's preamble included
   */
  static @Nullable InetAddress peer(EndPoint endPoint, SocketChannel channel) {
    SocketAddress address = endPoint.getRemoteSocketAddress();
    return inetAddress(address == null ? remote(channel) : address);
  }

  /** The port at our end, 0 if unknown. */
  static int localPort(ConnectionMetaData connection) {
    SocketChannel channel = TcpConnection.channelUnder(connection);
    return port(channel == null ? connection.getLocalSocketAddress() : local(channel));
  }

  static int localPort(SocketChannel channel) {
    return port(local(channel));
  }

  private static @Nullable InetAddress inetAddress(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getAddress() : null;
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
