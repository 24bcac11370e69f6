package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.nio.channels.NetworkChannel;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The request gate of HTTP/2: a drop ends one stream, or the connection with all of its streams.
 */
public final class Http2Advice {

  private final Gates gates;
  private final Connections connections;
  private final Http2Drop drop;
  private final AccessLog accessLog;

  public Http2Advice(Gates gates, Connections connections, Http2Drop drop, AccessLog accessLog) {
    this.gates = gates;
    this.connections = connections;
    this.drop = drop;
    this.accessLog = accessLog;
  }

  /**
   * Advice of {@code StreamProcessor#service}; true drops the request.
   *
   * @param stream the StreamProcessor, a class that only its package sees
   */
  public boolean service(AbstractProcessor stream, SocketWrapperBase<?> connection)
      throws Throwable {
    Request head = stream.getRequest();
    Exchange begun = Exchange.of(head);
    if (begun != null) {
      // The request came by HTTP/1, and asked to go on in HTTP/2.
      begun.on(stream);
      return false;
    }
    NetworkChannel channel = RawSocket.channel(connection);
    if (channel == null) {
      return false;
    }
    Exchange exchange = new Exchange(connections, head, connection, channel);
    exchange.on(stream);
    Verdict verdict = gates.request(exchange);
    exchange.begin(verdict);
    if (!verdict.drops()) {
      return false;
    }
    drop.begin(stream, exchange, verdict);
    accessLog.write(head);
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
}
