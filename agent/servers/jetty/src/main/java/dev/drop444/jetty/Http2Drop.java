package dev.drop444.jetty;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.TcpConnection;
import java.io.IOException;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.Callback;

/** Ends one HTTP/2 stream, or the connection under it, without a byte of response. */
final class Http2Drop {

  private Http2Drop() {}

  static void carryOut(Verdict verdict, ConnectionMetaData connection, Callback exchange) {
    if (verdict.closesHttp2Connection()) {
      closeConnection(verdict.closing(), connection);
    }
    // An aborted exchange is RST_STREAM with CANCEL. Jetty gives back the flow-control window of
    // the DATA that nobody read.
    exchange.failed(new DroppedException());
  }

  /** Before the exchange ends, so that neither RST_STREAM nor GOAWAY can be written. */
  static void closeConnection(Closing closing, ConnectionMetaData connection) {
    TcpConnection tcp = TcpConnection.under(connection.getConnection().getEndPoint());
    if (tcp == null) {
      return;
    }
    Marks.drop(connection);
    try {
      if (closing == Closing.RST) {
        tcp.abortOnClose();
      }
    } catch (IOException gone) {
      // The client closed first.
    } finally {
      tcp.close();
    }
  }
}
