package dev.drop444.jetty.io;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * The open TCP connections of one copy of Jetty that the engine wants to hear of. Shared by all
 * advice beside it. Thread-safe; as large as Jetty's own set of connections.
 */
public final class Connections {

  private final Gates gates;

  /** By the end point at the bottom; Jetty's end points are equal to themselves only. */
  private final Map<EndPoint, JettyConnection> open = new ConcurrentHashMap<>();

  public Connections(Gates gates) {
    this.gates = gates;
  }

  /**
   * A connection has its end point, and nothing of it was read.
   *
   * @param executor for what the engine's thread must not do itself
   */
  void opened(EndPoint endPoint, Executor executor) {
    Object transport = endPoint.getTransport();
    JettyConnection connection =
        transport instanceof SocketChannel
            ? connection(endPoint, (SocketChannel) transport, executor)
            : null;
    ConnectionWatch watch = connection == null ? null : gates.opened(connection);
    if (connection == null || watch == null) {
      return;
    }
    connection.setWatch(watch);
    open.put(endPoint, connection);
    // The engine may have ended it at once, and Jetty have forgotten it before it was put here.
    if (!connection.isOpen()) {
      closed(endPoint);
    }
  }

  /** A connection is gone, and Jetty has forgotten it. */
  void closed(EndPoint endPoint) {
    JettyConnection connection = open.remove(endPoint);
    if (connection != null) {
      connection.closed();
    }
  }

  /** What is known about the TCP connection beneath, null if nothing. One look-up. */
  public @Nullable JettyConnection under(EndPoint endPoint) {
    return open.get(TcpConnection.bottom(endPoint));
  }

  /** Null where there is no TCP, or it has ended already. */
  private static @Nullable JettyConnection connection(
      EndPoint endPoint, SocketChannel channel, Executor executor) {
    try {
      SocketAddress peer = channel.getRemoteAddress();
      SocketAddress local = channel.getLocalAddress();
      return peer instanceof InetSocketAddress && local instanceof InetSocketAddress
          ? new JettyConnection(
              endPoint,
              channel,
              ((InetSocketAddress) peer).getAddress(),
              ((InetSocketAddress) local).getPort(),
              executor)
          : null;
    } catch (IOException gone) {
      return null;
    }
  }
}
