package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Connections;
import dev.drop444.jetty.io.JettyConnection;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Asks the request gate about every request before the first handler sees it. Stateless; for a
 * request that passes it allocates the adapter and nothing else.
 */
public final class RequestAdvice {

  /** What the server's request log shows; never sent (nginx's name for a dropped request). */
  static final int STATUS_IN_REQUEST_LOG = 444;

  private final Gates gates;
  private final Connections connections;

  public RequestAdvice(Gates gates, Connections connections) {
    this.gates = gates;
    this.connections = connections;
  }

  /**
   * Asks the request gate and carries out its verdict.
   *
   * @param request as sent, or as the connector's customizers made it
   * @param callback ends the exchange
   * @return whether the request was dropped; Jetty then considers it handled and waits for the
   *     callback
   */
  public boolean handle(Server self, Request request, Response response, Callback callback) {
    // The gate judges what the client sent. Customizers may have put another authority or address
    // in front of it.
    Request sent = Request.unWrap(request);
    ConnectionMetaData connection = sent.getConnectionMetaData();
    Verdict verdict = Marks.isDropped(connection) ? Verdict.PASS : judge(sent);
    // After judging: meanwhile another stream may have ended the HTTP/2 connection.
    if (Marks.isDropped(connection)) {
      if (verdict.watch() != null) {
        verdict.watch().completed();
      }
      if (verdict.drops()) {
        Marks.drop(sent);
      } else {
        Marks.dropUnheard(sent);
      }
      response.setStatus(STATUS_IN_REQUEST_LOG);
      callback.failed(new DroppedException());
      return true;
    }
    if (verdict.responds()) {
      answer(verdict, sent, response, callback);
      return true;
    }
    if (!verdict.drops()) {
      if (verdict.watch() != null) {
        watch(verdict.watch(), sent, connection);
      }
      return false;
    }
    Marks.drop(sent);
    response.setStatus(STATUS_IN_REQUEST_LOG);
    HttpVersion version = connection.getHttpVersion();
    if (version.getVersion() >= HttpVersion.HTTP_2.getVersion()) {
      Http2Drop.carryOut(verdict, connection, callback);
    } else {
      Http1Drop.carryOut(
          verdict, connection, callback, connection.isSecure() || announcesBody(sent));
    }
    return true;
  }

  /** Whether there is a body (RFC 9112 section 6.3). */
  private static boolean announcesBody(Request sent) {
    HttpFields fields = sent.getHeaders();
    return fields.contains(HttpHeader.TRANSFER_ENCODING)
        || fields.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
  }

  private void watch(RequestWatch watch, Request sent, ConnectionMetaData connection) {
    JettyConnection known = connections.under(connection.getConnection().getEndPoint());
    // First, so that the engine hears of the end whatever happens here.
    if (known != null) {
      known.add(watch);
    }
    sent.addHttpStreamWrapper(next -> new WatchedStream(next, watch, known));
  }

  /** As Jetty answers with an error: what has come of the body first, for the connection's sake. */
  private static void answer(Verdict verdict, Request sent, Response response, Callback callback) {
    sent.addHttpStreamWrapper(next -> new AnsweredStream(next, verdict, false));
    response.setStatus(verdict.status());
    sent.consumeAvailable();
    response.write(true, null, callback);
  }

  private Verdict judge(Request sent) {
    Verdict earlier = Marks.takeVerdict(sent);
    return earlier == null ? gates.request(new JettyRequest(sent, connections)) : earlier;
  }
}
