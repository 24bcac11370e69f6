package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.nio.channels.NetworkChannel;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The end of a dropped HTTP/2 stream, or of the connection with all of its streams. */
public final class Http2Drop {

  private final StreamCancel cancel;
  private final Http2Members members;

  public Http2Drop(StreamCancel cancel, Http2Members members) {
    this.cancel = cancel;
    this.members = members;
  }

  /**
   * Has the stream end when {@code StreamProcessor#service} says CLOSED. First what may fail, and
   * then lets the request pass unharmed; then what cannot be undone.
   *
   * @param stream the StreamProcessor, a class that only its package sees
   */
  void begin(AbstractProcessor stream, Exchange exchange, Verdict verdict) throws Throwable {
    cancel.prepare(stream);
    AccessLog.rememberAddresses(exchange.connection);
    if (verdict.closesHttp2Connection()) {
      close(exchange.connection, exchange.channel, verdict.closing());
    }
    exchange.drop();
    // What Tomcat does when a stream is in this state and its service says CLOSED: it sends the
    // RST_STREAM that was prepared, credits unread DATA to the connection's window and forgets the
    // stream. On a closed connection the write fails, and Tomcat closes its side of it.
    exchange.request.action(ActionCode.CLOSE_NOW, null);
  }

  /**
   * The same, while the application is at it: it may go on reading, and writing to {@link Nowhere}.
   * The stream is as it was, so that nothing is written about it, until {@link #finish}.
   *
   * <p>A whole connection ends with FIN here, whatever the verdict prefers: the thread is the
   * application's, and a socket that is closed while the poller and other streams use it was seen
   * to stay open (11.0.27, {@code SO_LINGER 0}).
   */
  void inPlaceOfResponse(AbstractProcessor stream, Exchange exchange, Verdict verdict)
      throws Throwable {
    AccessLog.rememberAddresses(exchange.connection);
    members.addOutputFilter(stream, new Nowhere());
    exchange.dropLater();
    exchange.request.getResponse().setCommitted(true);
    if (!verdict.closesHttp2Connection()) {
      return;
    }
    // Tomcat forgets the streams of a connection that is gone, and gives their objects to others:
    // not as long as it waits for the thread that is at them, and that it does not if it is not its
    // own. Nothing after this touches what is the request's.
    if (stream.isAsync()) {
      exchange.closeLater();
    } else {
      RawSocket.shutDown(exchange.channel);
    }
  }

  /** Has a stream end when {@code StreamProcessor#process} looks at what has become of it. */
  void finish(AbstractProcessor stream, Exchange exchange) throws Throwable {
    try {
      if (exchange.isToBeClosed()) {
        RawSocket.shutDown(exchange.channel);
      }
      if (!exchange.isDropped()) {
        exchange.drop();
        cancel.prepare(stream);
      }
    } finally {
      exchange.request.action(ActionCode.CLOSE_NOW, null);
    }
  }

  /**
   * Ends the connection so that Tomcat's GOAWAY cannot be written any more. Other threads may be
   * reading and writing it; to them it looks as if the client had gone.
   */
  private static void close(
      SocketWrapperBase<?> connection, NetworkChannel channel, Closing closing) {
    if (RawSocket.resets(channel, closing)) {
      RawSocket.reset(connection, channel);
      connection.close();
    } else {
      RawSocket.shutDown(channel);
    }
  }
}
