package dev.drop444.jetty.io;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connection at the bottom of a Jetty connection, beneath TLS and the PROXY protocol. What
 * is closed here sends neither a close_notify alert nor a GOAWAY.
 */
public final class TcpConnection {

  /** The package of the end points that TLS is behind. */
  private static final String TLS = "org.eclipse.jetty.io.ssl.";

  private final EndPoint endPoint;
  private final SocketChannel channel;

  private TcpConnection(EndPoint endPoint, SocketChannel channel) {
    this.endPoint = endPoint;
    this.channel = channel;
  }

  /** The TCP connection beneath an end point, or null where there is none (QUIC, in-memory). */
  public static @Nullable TcpConnection under(EndPoint endPoint) {
    EndPoint bottom = bottom(endPoint);
    Object transport = bottom.getTransport();
    return transport instanceof SocketChannel
        ? new TcpConnection(bottom, (SocketChannel) transport)
        : null;
  }

  /** The channel alone, or null; allocates nothing. */
  public static @Nullable SocketChannel channelUnder(EndPoint endPoint) {
    Object transport = bottom(endPoint).getTransport();
    return transport instanceof SocketChannel ? (SocketChannel) transport : null;
  }

  /** Whether nothing can be sent any more: by whomever, it has been ended. */
  public static boolean isEnded(EndPoint endPoint) {
    SocketChannel channel = channelUnder(endPoint);
    return channel != null && channel.socket().isOutputShutdown();
  }

  /** What the TCP connection is to Jetty, or an end point that has none. */
  public static EndPoint bottom(EndPoint endPoint) {
    EndPoint bottom = endPoint;
    Object transport = bottom.getTransport();
    while (transport instanceof EndPoint) {
      bottom = (EndPoint) transport;
      transport = bottom.getTransport();
    }
    return bottom;
  }

  /** Whether there is TLS somewhere between. */
  public static boolean isSecure(EndPoint endPoint) {
    Object layer = endPoint;
    while (layer instanceof EndPoint) {
      if (layer.getClass().getName().startsWith(TLS)) {
        return true;
      }
      layer = ((EndPoint) layer).getTransport();
    }
    return false;
  }

  /** To be told when there is something to read. */
  public EndPoint endPoint() {
    return endPoint;
  }

  public SocketChannel channel() {
    return channel;
  }

  /** Makes the coming close an RST that leaves no TIME_WAIT on our side. */
  public void abortOnClose() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
  }

  /** Never closes the channel itself: Jetty would keep its end point for ever. */
  public void close() {
    endPoint.close();
  }
}
