package dev.drop444.jetty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of a connection, from the socket: Jetty's own addresses are those that the PROXY
 * protocol or the configuration says. Only where there is no TCP socket (HTTP/3) Jetty is asked.
 */
final class ConnectionAddresses {

  private ConnectionAddresses() {}

  /** The address at the other end, or null where there is none. */
  static @Nullable InetAddress peer(ConnectionMetaData connection) {
    SocketChannel channel = TcpConnection.channelUnder(connection);
    SocketAddress address = channel == null ? connection.getRemoteSocketAddress() : remote(channel);
    return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getAddress() : null;
  }

  static @Nullable InetAddress peer(SocketChannel channel) {
    SocketAddress address = remote(channel);
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
