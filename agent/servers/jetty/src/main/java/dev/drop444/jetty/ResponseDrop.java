package dev.drop444.jetty;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.HalfClosedConnection;
import dev.drop444.jetty.io.TcpConnection;
import java.io.IOException;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Ends the connection or stream of a request that an application is working on, without a byte of
 * response; the application goes on with a {@link DroppedStream}. Stateless.
 */
final class ResponseDrop {

  private final PrivateMembers members;

  ResponseDrop(PrivateMembers members) {
    this.members = members;
  }

  /** Ends the connection at once; drains it when the application is done. */
  void onHttp1(Verdict verdict, HttpConnection connection, HttpChannelState channel) {
    TcpConnection tcp = TcpConnection.under(connection.getEndPoint());
    HalfClosedConnection halfClosed =
        tcp == null || verdict.closing() == Closing.RST ? null : halfClosed(tcp, connection);
    put(channel, halfClosed, false);
    Marks.drop(connection);
    connection.getGenerator().setPersistent(false);
    if (tcp == null) {
      return;
    }
    try {
      if (halfClosed == null) {
        tcp.abortOnClose();
        tcp.close();
      } else {
        // Beneath Jetty and TLS, so that whatever they still want to write fails.
        tcp.channel().shutdownOutput();
        halfClosed.await();
      }
    } catch (IOException | RuntimeException gone) {
      // The client closed first, or the server is stopping.
      tcp.close();
    }
  }

  private static HalfClosedConnection halfClosed(TcpConnection tcp, HttpConnection connection) {
    Connector connector = connection.getConnector();
    return new HalfClosedConnection(tcp, connector.getScheduler(), connector.getExecutor());
  }

  /**
   * Ends the stream at once, or the connection under it.
   *
   * @param stream Jetty's own
   */
  void onHttp2(Verdict verdict, HttpStream stream, HttpChannelState channel) {
    DroppedStream dropped = put(channel, null, true);
    ConnectionMetaData connection = channel.getConnectionMetaData();
    if (verdict.closesHttp2Connection()) {
      Http2Drop.closeConnection(verdict.closing(), connection);
    } else {
      // RST_STREAM with CANCEL; of the stream, not of the exchange, which is not over yet.
      stream.failed(new DroppedException());
    }
    ThreadPool.executeImmediately(connection.getConnector().getExecutor(), dropped::wakeReader);
  }

  private DroppedStream put(
      HttpChannelState channel, @Nullable HalfClosedConnection halfClosed, boolean reset) {
    DroppedStream[] made = new DroppedStream[1];
    channel.addHttpStreamWrapper(
        next -> made[0] = new DroppedStream(next, channel, members, halfClosed, reset));
    Request sent = channel.getRequest();
    if (sent != null) {
      Marks.drop(sent);
    }
    members.setLoggedStatus(channel, RequestAdvice.STATUS_IN_REQUEST_LOG);
    return made[0];
  }
}
