package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.nio.channels.SocketChannel;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The request gate of HTTP/2: a drop ends one stream, or the connection with all of its streams.
 */
public final class Http2Advice {

  private final Gates gates;
  private final StreamCancel cancel;

  public Http2Advice(Gates gates) throws ReflectiveOperationException {
    this.gates = gates;
    this.cancel = new StreamCancel();
  }

  /**
   * Advice of {@code StreamProcessor#service}; true drops the request.
   *
   * @param stream the StreamProcessor, a class that only its package sees
   */
  public boolean service(AbstractProcessor stream, SocketWrapperBase<?> connection)
      throws Throwable {
    SocketChannel channel = RawSocket.channel(connection);
    if (channel == null) {
      return false;
    }
    Request head = stream.getRequest();
    Verdict verdict = gates.request(new TomcatRequest(head, connection, channel));
    if (!verdict.drops()) {
      return false;
    }
    // First what may fail, and then lets the request pass unharmed; then what cannot be undone.
    cancel.prepare(stream);
    if (verdict.closesHttp2Connection()) {
      close(connection, channel, verdict.closing());
    }
    // What Tomcat does when a stream is in this state and its service says CLOSED: it sends the
    // RST_STREAM that was prepared, credits unread DATA to the connection's window and forgets the
    // stream. On a closed connection the write fails, and Tomcat closes its side of it.
    head.action(ActionCode.CLOSE_NOW, null);
    if (head.getNote(Request.NOTE_BAD_REQUEST) != null) {
      // The skipped method would have reset it; the request object is used again.
      head.setNote(Request.NOTE_BAD_REQUEST, null);
    }
    return true;
  }

  /** What {@code StreamProcessor#service} returns for a dropped request. */
  public SocketState serviceSkipped(AbstractProcessor stream, SocketWrapperBase<?> connection) {
    return SocketState.CLOSED;
  }

  /**
   * Ends the connection so that Tomcat's GOAWAY cannot be written any more. Other threads may be
   * reading and writing it; to them it looks as if the client had gone.
   */
  private static void close(
      SocketWrapperBase<?> connection, SocketChannel channel, Closing closing) {
    if (closing == Closing.RST) {
      RawSocket.reset(connection, channel);
      connection.close();
    } else {
      RawSocket.shutDown(channel);
    }
  }
}
