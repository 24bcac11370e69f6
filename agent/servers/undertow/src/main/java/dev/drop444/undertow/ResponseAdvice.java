package dev.drop444.undertow;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The response gate: where Undertow makes the conduit that writes the head. From then on status and
 * header fields must not change any more ({@code HttpServerExchange.getResponseChannel}), and all
 * that handlers have registered for this moment has run. Thread-safe.
 *
 * <p>Each kind of connection is asked for that conduit once for each exchange, by sender, stream,
 * servlet, error page and {@code endExchange} alike; not for informational responses, which have
 * exchanges and conduits of their own.
 */
public final class ResponseAdvice {

  private static final int FIRST_FINAL_STATUS = 200;
  private static final int FIRST_REDIRECT_STATUS = 300;
  private static final String HTTP_2_UPGRADE = "h2c";

  private final Gates gates;
  private final HeaderNames headerNames = new HeaderNames();
  private final PrivateMembers members = new PrivateMembers();

  public ResponseAdvice(Gates gates) {
    this.gates = gates;
  }

  /** Before {@code HttpServerConnection.getSinkConduit}. Costs what passes unseen one call. */
  public boolean http1(
      HttpServerConnection connection, HttpServerExchange exchange, Object conduit) {
    if (isOfInterest(exchange) && Orphan.of(connection.getChannel()) == null) {
      judge(exchange);
    }
    if (changesProtocol(exchange)) {
      tellUpgraded(connection);
    }
    return false;
  }

  /** Where {@code HttpServerConnection.getSinkConduit} returns. */
  public StreamSinkConduit http1Sink(
      HttpServerConnection connection,
      HttpServerExchange exchange,
      Object conduit,
      StreamSinkConduit made) {
    Verdict verdict = Marks.verdict(exchange);
    if (verdict == null) {
      Orphan orphan = Orphan.of(connection.getChannel());
      if (orphan == null) {
        return made;
      }
      orphan.discard();
      return new DroppedSink(exchange, made);
    }
    if (verdict.drops()) {
      return new Http1ResponseDrop(connection, exchange, verdict.closing(), members).begin(made);
    }
    BareAnswer.strip(exchange);
    return new EmptyBodySink(exchange, made, connection.getResponseConduit());
  }

  /** Before {@code Http2ServerConnection.getSinkConduit}. */
  public boolean http2(Http2ServerConnection stream, HttpServerExchange exchange, Object conduit) {
    if (isOfInterest(exchange)
        && isByClient(members.streamId(stream))
        && !Marks.isEnded(exchange)) {
      judge(exchange);
    }
    return false;
  }

  /** Where {@code Http2ServerConnection.getSinkConduit} returns. */
  public StreamSinkConduit http2Sink(
      Http2ServerConnection stream,
      HttpServerExchange exchange,
      Object conduit,
      StreamSinkConduit made) {
    Verdict verdict = Marks.verdict(exchange);
    if (verdict == null) {
      return made;
    }
    if (verdict.drops()) {
      return new Http2ResponseDrop(
              members.channel(stream), members.streamId(stream), exchange, verdict, members)
          .begin(made);
    }
    return new EmptyBodySink(exchange, made, made);
  }

  private boolean isOfInterest(HttpServerExchange exchange) {
    int status = exchange.getStatusCode();
    return status >= FIRST_FINAL_STATUS
        && gates.looksAt(status)
        && Marks.verdict(exchange) == null
        && !Management.isLeftAlone(exchange.getConnection().getWorker(), gates);
  }

  /** From HTTP/1 to something else than HTTP/2 (RFC 9110 sections 7.8 and 9.3.6). */
  private static boolean changesProtocol(HttpServerExchange exchange) {
    int status = exchange.getStatusCode();
    if (status == StatusCodes.SWITCHING_PROTOCOLS) {
      return !HTTP_2_UPGRADE.equals(exchange.getResponseHeaders().getFirst(Headers.UPGRADE));
    }
    return status >= FIRST_FINAL_STATUS
        && status < FIRST_REDIRECT_STATUS
        && Methods.CONNECT.equals(exchange.getRequestMethod());
  }

  private static void tellUpgraded(HttpServerConnection connection) {
    WatchedConnection watched = Connections.of(connection.getChannel());
    ConnectionWatch watch = watched == null ? null : watched.watch();
    if (watch != null) {
      watch.upgraded();
    }
  }

  /** Streams with even numbers are pushed (RFC 9113 section 5.1.1); nobody has asked for those. */
  private static boolean isByClient(int streamId) {
    return (streamId & 1) != 0;
  }

  private void judge(HttpServerExchange exchange) {
    UndertowRequest arrived = Marks.request(exchange);
    UndertowRequest request =
        arrived == null ? new UndertowRequest(exchange, headerNames, members) : arrived;
    Verdict verdict = gates.response(request, new UndertowResponse(exchange, headerNames));
    if (verdict.drops() || verdict.responds()) {
      if (verdict.responds()) {
        BareAnswer.prepare(exchange, verdict);
      }
      Marks.put(exchange, verdict, members);
    }
  }
}
