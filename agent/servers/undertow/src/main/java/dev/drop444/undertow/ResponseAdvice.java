package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
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
      return Orphan.of(connection.getChannel()) == null ? made : new DroppedSink(exchange, made);
    }
    if (verdict.drops()) {
      return new Http1ResponseDrop(connection, exchange, verdict.closing(), members).begin(made);
    }
    BareAnswer.strip(exchange);
    return new EmptyBodySink(exchange, made, connection.getResponseConduit());
  }

  /** Before {@code Http2ServerConnection.getSinkConduit}. */
  public boolean http2(Http2ServerConnection stream, HttpServerExchange exchange, Object conduit) {
    if (isOfInterest(exchange) && isByClient(members.streamId(stream))) {
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
    return status >= FIRST_FINAL_STATUS && gates.looksAt(status) && Marks.verdict(exchange) == null;
  }

  /** Streams with even numbers are pushed (RFC 9113 section 5.1.1); nobody has asked for those. */
  private static boolean isByClient(int streamId) {
    return (streamId & 1) != 0;
  }

  private void judge(HttpServerExchange exchange) {
    UndertowRequest arrived = Marks.request(exchange);
    UndertowRequest request =
        arrived == null ? new UndertowRequest(exchange, headerNames) : arrived;
    Verdict verdict = gates.response(request, new UndertowResponse(exchange, headerNames));
    if (verdict.drops() || verdict.responds()) {
      if (verdict.responds()) {
        BareAnswer.prepare(exchange, verdict);
      }
      Marks.put(exchange, verdict);
    }
  }
}
