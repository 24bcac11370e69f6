package dev.drop444.jetty;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.HalfClosedConnection;
import dev.drop444.jetty.io.TcpConnection;
import java.io.IOException;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.Callback;

/**
 * Ends an HTTP/1 connection without a byte of response. If it throws, the connection is either
 * untouched or closed.
 */
final class Http1Drop {

  private Http1Drop() {}

  /**
   * Ends it.
   *
   * @param exchange to be failed before the connection is closed
   * @param moreToCome whether to wait for input before that: for a body, or over TLS for the
   *     close_notify with which clients answer FIN. If not, what has arrived is thrown away, and
   *     the kernel sends FIN for the close; that takes half of what waiting takes
   */
  static void carryOut(
      Verdict verdict, ConnectionMetaData connection, Callback exchange, boolean moreToCome) {
    TcpConnection tcp = TcpConnection.under(connection.getConnection().getEndPoint());
    Marks.drop(connection);
    if (tcp == null) {
      exchange.failed(new DroppedException());
      return;
    }
    try {
      if (verdict.closing() == Closing.RST) {
        tcp.abortOnClose();
      } else if (!moreToCome) {
        HalfClosedConnection.discardArrived(tcp);
      } else {
        // Beneath Jetty and TLS, so that whatever they still want to write fails.
        tcp.channel().shutdownOutput();
        Connector connector = connection.getConnector();
        new HalfClosedConnection(tcp, connector.getScheduler(), connector.getExecutor())
            .drain(() -> exchange.failed(new DroppedException()));
        return;
      }
    } catch (IOException | RuntimeException gone) {
      // The client closed first, or the server is stopping: what is left is to end the exchange.
    }
    end(tcp, exchange);
  }

  /**
   * The exchange first: Jetty then takes what it holds of the body on this thread, and not at the
   * same time on the thread that learns of the close. Nothing is written for an aborted exchange
   * before this method returns to Jetty, and by then the connection is closed.
   */
  private static void end(TcpConnection tcp, Callback exchange) {
    try {
      exchange.failed(new DroppedException());
    } finally {
      tcp.close();
    }
  }
}
