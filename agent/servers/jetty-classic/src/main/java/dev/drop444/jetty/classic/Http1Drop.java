package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.HalfClosedConnection;
import dev.drop444.jetty.io.TcpConnection;
import java.io.IOException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Ends an HTTP/1 connection without a byte of response. Beneath Jetty and TLS, so that whatever
 * they still want to write fails.
 */
final class Http1Drop {

  private Http1Drop() {}

  /** Ends a connection whose request nobody has got. */
  static void carryOut(Verdict verdict, HttpConnection connection) {
    HalfClosedConnection halfClosed = end(verdict, connection);
    if (halfClosed != null) {
      drain(halfClosed, connection);
    }
  }

  /**
   * Ends a connection whose request an application is working on.
   *
   * @return what is to be done later
   */
  static DroppedExchange ofDispatched(Verdict verdict, HttpConnection connection) {
    connection.getGenerator().setPersistent(false);
    HalfClosedConnection halfClosed = end(verdict, connection);
    if (halfClosed != null) {
      halfClosed.await();
    }
    return new DroppedExchange(halfClosed);
  }

  /** Drains a connection that Jetty does not use any more. */
  static void drain(HalfClosedConnection halfClosed, HttpConnection connection) {
    if (connection.getEndPoint().isOpen()) {
      DrainedConnection.takeOver(connection);
    }
    halfClosed.drain(() -> {});
  }

  /** Closes it, or else half of it. */
  private static @Nullable HalfClosedConnection end(Verdict verdict, HttpConnection connection) {
    TcpConnection tcp = TcpConnection.under(connection.getEndPoint());
    if (tcp == null) {
      connection.getEndPoint().close();
      return null;
    }
    try {
      if (verdict.closing() == Closing.FIN) {
        tcp.channel().shutdownOutput();
        Connector connector = connection.getConnector();
        return new HalfClosedConnection(tcp, connector.getScheduler(), connector.getExecutor());
      }
      tcp.abortOnClose();
    } catch (IOException | RuntimeException gone) {
      // The client closed first, or the server is stopping.
    }
    tcp.close();
    return null;
  }
}
