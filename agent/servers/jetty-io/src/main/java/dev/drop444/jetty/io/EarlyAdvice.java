package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Gates;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * Gives Jetty what {@link EarlyLook} has read: as what is left over of another protocol, which
 * HttpConnection.onUpgradeTo takes. Opened with a request buffer that is not empty, an
 * HttpConnection looks into it instead of waiting for its socket (HttpConnection.onOpen, 9.4.26 to
 * 12.1.14). Thread-safe.
 */
public final class EarlyAdvice {

  private final EarlyBytes bytes;

  public EarlyAdvice(Gates gates, EarlyBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Jetty has made a connection and not opened it.
   *
   * @return the same
   */
  public Connection newConnection(
      SelectorManager self,
      SelectableChannel channel,
      EndPoint endPoint,
      @Nullable Object attachment,
      Connection made) {
    ByteBuffer read = bytes.take(channel);
    if (read != null) {
      give(read, made, channel);
    }
    return made;
  }

  private void give(ByteBuffer read, Connection made, SelectableChannel channel) {
    boolean given = false;
    try {
      if (made instanceof Connection.UpgradeTo) {
        ((Connection.UpgradeTo) made).onUpgradeTo(read);
        given = !read.hasRemaining();
      }
    } finally {
      if (!given) {
        bytes.failed(channel);
      }
    }
  }

  /**
   * Jetty has failed to take a connection over, and does nothing about it.
   *
   * @return null: what was thrown is thrown
   */
  public @Nullable Throwable acceptedThrew(
      ServerConnector self, SocketChannel channel, Throwable thrown) {
    bytes.forget(channel);
    return null;
  }
}
