package dev.drop444.jetty;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connection at the bottom of a Jetty connection, beneath TLS and the PROXY protocol. What
 * is closed here sends neither a close_notify alert nor a GOAWAY.
 */
final class TcpConnection {

  private final EndPoint endPoint;
  private final SocketChannel channel;

  private TcpConnection(EndPoint endPoint, SocketChannel channel) {
    this.endPoint = endPoint;
    this.channel = channel;
  }

  /** The connection's TCP connection, or null where there is none (QUIC, in-memory). */
  static @Nullable TcpConnection under(ConnectionMetaData connection) {
    return under(connection.getConnection().getEndPoint());
  }

  /** The TCP connection beneath an end point, or null where there is none. */
  static @Nullable TcpConnection under(EndPoint endPoint) {
    EndPoint bottom = bottom(endPoint);
    Object transport = bottom.getTransport();
    return transport instanceof SocketChannel
        ? new TcpConnection(bottom, (SocketChannel) transport)
        : null;
  }

  /** The channel alone, or null; allocates nothing. */
  static @Nullable SocketChannel channelUnder(ConnectionMetaData connection) {
    Object transport = bottom(connection.getConnection().getEndPoint()).getTransport();
    return transport instanceof SocketChannel ? (SocketChannel) transport : null;
  }

  /** What the TCP connection is to Jetty, or an end point that has none. */
  static EndPoint bottom(EndPoint endPoint) {
    EndPoint bottom = endPoint;
    Object transport = bottom.getTransport();
    while (transport instanceof EndPoint) {
      bottom = (EndPoint) transport;
      transport = bottom.getTransport();
    }
    return bottom;
  }

  /** To be told when there is something to read. */
  EndPoint endPoint() {
    return endPoint;
  }

  SocketChannel channel() {
    return channel;
  }

  /** Makes the coming close an RST that leaves no TIME_WAIT on our side. */
  void abortOnClose() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
  }

  /** Never closes the channel itself: Jetty would keep its end point for ever. */
  void close() {
    endPoint.close();
  }
}
