package dev.drop444.jetty.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of a connection: the peer as the end point says, which behind the PROXY protocol is
 * the client that it names, and not the proxy; our own from the socket, for what Jetty says may
 * come from its configuration.
 */
public final class ConnectionAddresses {

  private ConnectionAddresses() {}

  /**
   * The address at the other end, or null where there is none.
   *
   * @param endPoint of whatever lies on the socket, a proxy's preamble included
   */
  public static @Nullable InetAddress peer(EndPoint endPoint) {
    SocketAddress address = JettyApi.remoteAddress(endPoint);
    if (address == null) {
      // Closed meanwhile, which the socket says.
      SocketChannel channel = TcpConnection.channelUnder(endPoint);
      address = channel == null ? null : remote(channel);
    }
    return inetAddress(address);
  }

  /** The port at our end, 0 if unknown. */
  public static int localPort(EndPoint endPoint) {
    SocketChannel channel = TcpConnection.channelUnder(endPoint);
    return channel == null ? 0 : port(local(channel));
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
