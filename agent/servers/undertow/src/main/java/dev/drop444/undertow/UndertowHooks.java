package dev.drop444.undertow;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.Component.Release;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Hook.Skip;
import dev.drop444.weaver.Versions;
import java.util.List;

/**
 * Where we stand in Undertow, and in {@link XnioHooks}. All differences between their versions
 * belong here and there; what the advice reads privately is in {@link PrivateMembers}.
 */
final class UndertowHooks {

  private static final String EXCHANGE = "(Lio/undertow/server/HttpServerExchange;)V";
  private static final String SINK_CONDUIT =
      "(Lio/undertow/server/HttpServerExchange;Lorg/xnio/conduits/StreamSinkConduit;)"
          + "Lorg/xnio/conduits/StreamSinkConduit;";
  private static final String OPEN = "(Lorg/xnio/StreamConnection;)V";
  private static final String OPEN_WITH_DATA =
      "(Lorg/xnio/StreamConnection;Lio/undertow/connector/PooledByteBuffer;)V";
  private static final String HTTP_1_CONNECTION =
      "io.undertow.server.protocol.http.HttpServerConnection";
  private static final String HTTP_2_STREAM =
      "io.undertow.server.protocol.http2.Http2ServerConnection";

  private static final Versions OLD_PARSED = Versions.range("2.0", "2.2.40").or("2.3", "2.3.25");
  private static final Versions PARSED = Versions.range("2.2.40", "2.3").or("2.3.25", "2.5");

  /** A connection comes from XNIO, or from the PROXY protocol, and Undertow begins to serve it. */
  private static final Hook ALPN_OPEN =
      Hook.in("io.undertow.server.protocol.http.AlpnOpenListener", "handleEvent", OPEN)
          .call(Point.ENTER, "ConnectionAdvice", "openedWithAlpn");

  private static final Hook HTTP_1_OPEN =
      Hook.in("io.undertow.server.protocol.http.HttpOpenListener", "handleEvent", OPEN_WITH_DATA)
          .call(Point.ENTER, "ConnectionAdvice", "opened");

  private static final Hook HTTP_2_OPEN =
      Hook.in("io.undertow.server.protocol.http2.Http2OpenListener", "handleEvent", OPEN_WITH_DATA)
          .call(Point.ENTER, "ConnectionAdvice", "opened");

  /** Called once, when HTTP/1 begins. */
  private static final Hook HTTP_1_BEGIN =
      Hook.in(HTTP_1_CONNECTION, "setReadListener", null)
          .call(Point.ENTER, "ConnectionAdvice", "speaksHttp1");

  /** Nothing is there to be read, with or without a part of a head before. */
  private static final Hook HTTP_1_WAIT =
      Hook.in("io.undertow.server.protocol.http.HttpReadListener", "handleFailedRead", null)
          .call(Point.ENTER, "ConnectionAdvice", "waits");

  private static final Hook HTTP_2_FRAME =
      Hook.in("io.undertow.protocols.http2.Http2Channel", "parseFrame", null)
          .call(Point.RETURN, "ConnectionAdvice", "parsed");

  /** Set once for each request that was parsed, on the thread that dispatches it. */
  private static final Hook HTTP_1_ARRIVAL =
      Hook.in(HTTP_1_CONNECTION, "setCurrentExchange", EXCHANGE)
          .call(Point.ENTER, "RequestAdvice", "arrived");

  private static final Hook HTTP_2_ARRIVAL =
      Hook.in(HTTP_2_STREAM, "setExchange", EXCHANGE).call(Point.ENTER, "RequestAdvice", "arrived");

  /** Every call of a handler chain: the request's own, and each later one after a dispatch. */
  private static final Hook DISPATCH =
      Hook.in(
              "io.undertow.server.Connectors",
              "executeRootHandler",
              "(Lio/undertow/server/HttpHandler;Lio/undertow/server/HttpServerExchange;)V")
          .call(Point.ENTER, "RequestAdvice", "dispatch");

  /** Asked once for each exchange, when its response starts. */
  private static final Hook HTTP_1_RESPONSE =
      Hook.in(HTTP_1_CONNECTION, "getSinkConduit", SINK_CONDUIT)
          .call(Point.ENTER, "ResponseAdvice", "http1");

  private static final Hook HTTP_1_SINK =
      Hook.in(HTTP_1_CONNECTION, "getSinkConduit", SINK_CONDUIT)
          .call(Point.RETURN, "ResponseAdvice", "http1Sink");

  private static final Hook HTTP_2_RESPONSE =
      Hook.in(HTTP_2_STREAM, "getSinkConduit", SINK_CONDUIT)
          .call(Point.ENTER, "ResponseAdvice", "http2");

  private static final Hook HTTP_2_SINK =
      Hook.in(HTTP_2_STREAM, "getSinkConduit", SINK_CONDUIT)
          .call(Point.RETURN, "ResponseAdvice", "http2Sink");

  /** What a servlet or filter threw and nobody has caught. */
  private static final Hook FAILURE =
      Hook.in("io.undertow.servlet.api.LoggingExceptionHandler", "handleThrowable", null)
          .call(Point.ENTER, "FailureAdvice", "thrown");

  /** Every way of closing an HTTP/1 connection, and what follows when it has closed. */
  private static final Hook CLOSING =
      Hook.in("io.undertow.server.AbstractServerConnection", "close", "()V")
          .call(Point.ENTER, "OrphanAdvice", "closing");

  private static final Hook CLOSING_CLEANLY =
      Hook.in(
              "io.undertow.util.ConnectionUtils",
              "cleanClose",
              "(Lorg/xnio/StreamConnection;[Ljava/io/Closeable;)V")
          .call(Point.ENTER, "OrphanAdvice", "closingCleanly");

  private static final Hook OPEN_STILL =
      Hook.in("io.undertow.server.AbstractServerConnection", "isOpen", "()Z")
          .call(Point.ENTER, "OrphanAdvice", "looksOpen")
          .skipping(Skip.TRUE);

  private static final Hook CLOSED =
      Hook.in("io.undertow.server.AbstractServerConnection$CloseSetter", "handleEvent", OPEN)
          .call(Point.ENTER, "OrphanAdvice", "closed");

  private static final Hook CLOSED_BEFORE_XNIO_3_8 =
      Hook.in("io.undertow.server.AbstractServerConnection$CloseSetter", "handleEvent", OPEN)
          .call(Point.ENTER, "ConnectionAdvice", "closed")
          .versions(Versions.range("2.0", "2.1"));

  private static final Hook COMPLETING =
      Hook.in(HTTP_1_CONNECTION, "exchangeComplete", EXCHANGE)
          .call(Point.ENTER, "OrphanAdvice", "completing");

  private static final Hook COMPLETED =
      Hook.in(HTTP_1_CONNECTION, "exchangeComplete", EXCHANGE)
          .call(Point.RAISE, "OrphanAdvice", "completed");

  private static final Hook HTTP_2_COMPLETED =
      Hook.in(HTTP_2_STREAM, "exchangeComplete", EXCHANGE)
          .call(Point.ENTER, "RequestAdvice", "completed");

  /** Where a line of the access log is written. */
  private static final Hook ACCESS_LOG =
      Hook.in(
              "io.undertow.server.handlers.accesslog.AccessLogHandler$AccessLogCompletionListener",
              "exchangeEvent",
              "(Lio/undertow/server/HttpServerExchange;"
                  + "Lio/undertow/server/ExchangeCompletionListener$NextListener;)V")
          .call(Point.ENTER, "AccessLogAdvice", "exchangeEvent");

  /** A frame that belongs to no open stream. */
  private static final Hook STREAMLESS_FRAME =
      Hook.in(
              "io.undertow.protocols.http2.Http2Channel",
              "createChannel",
              "(Lio/undertow/server/protocol/framed/FrameHeaderData;"
                  + "Lio/undertow/connector/PooledByteBuffer;)"
                  + "Lio/undertow/protocols/http2/AbstractHttp2StreamSourceChannel;")
          .call(Point.ENTER, "Http2Advice", "streamlessFrame");

  /**
   * Undertow wrote its parser anew in 2.3.25 and 2.2.40. Both throw where a request line or field
   * is wrong.
   */
  private static final Hook OLD_PARSER =
      Hook.in(
              "io.undertow.server.protocol.http.HttpRequestParser",
              "handle",
              "(Ljava/nio/ByteBuffer;Lio/undertow/server/protocol/http/ParseState;"
                  + "Lio/undertow/server/HttpServerExchange;)V")
          .call(Point.THROW, "MalformedAdvice", "unparsable")
          .versions(OLD_PARSED);

  private static final Hook PARSER =
      Hook.in(
              "io.undertow.server.protocol.http.RequestParser",
              "handle",
              "(Ljava/nio/ByteBuffer;Lio/undertow/server/protocol/http/RequestState;"
                  + "Lio/undertow/server/HttpServerExchange;)V")
          .call(Point.THROW, "MalformedAdvice", "unparsable")
          .versions(PARSED);

  private static final Hook VERSION =
      Hook.in("io.undertow.server.protocol.http.RequestParser", "parseVersion", null)
          .call(Point.ENTER, "VersionAdvice", "parsing")
          .versions(PARSED);

  private static final Hook BODY_LENGTH =
      Hook.in("io.undertow.server.protocol.http.HttpTransferEncoding", "setupRequest", EXCHANGE)
          .call(Point.THROW, "MalformedAdvice", "unframed");

  /** All that HTTP/1 answers with 400 before there is a handler to ask. */
  private static final Hook REFUSAL =
      Hook.in(
              "io.undertow.server.protocol.http.HttpReadListener",
              "sendBadRequestAndClose",
              "(Lorg/xnio/StreamConnection;Ljava/lang/Throwable;)V")
          .call(Point.ENTER, "MalformedAdvice", "refuse");

  /** What earlier versions find wrong with Host, they refuse as above. */
  private static final Hook HOST_REFUSAL =
      Hook.in(
              "io.undertow.server.handlers.HostHeaderHandler",
              "terminate",
              "(Lio/undertow/server/HttpServerExchange;Ljava/lang/String;)V")
          .call(Point.ENTER, "MalformedAdvice", "refuseHost")
          .versions(Versions.range("2.2.39", "2.3").or("2.3.21", "2.5"));

  private static final Hook HTTP_2_TARGET =
      Hook.in(
              "io.undertow.server.Connectors",
              "setExchangeRequestPath",
              "(Lio/undertow/server/HttpServerExchange;Ljava/lang/String;Ljava/lang/String;ZZ"
                  + "Ljava/lang/StringBuilder;I)V")
          .call(Point.THROW, "Http2Advice", "refusedTarget");

  private static final Hook TLS_RECORD =
      Hook.in("io.undertow.protocols.ssl.SslConduit", "doUnwrap", null)
          .call(Point.CALL_RESULT, "TlsAdvice", "read")
          .after("org.xnio.conduits.StreamSourceConduit", "read", "(Ljava/nio/ByteBuffer;)I");

  /** What is to be written is in the buffer, flipped. */
  private static final Hook OLD_TLS_ANSWER =
      Hook.in("io.undertow.protocols.ssl.SslConduit", "doWrap", null)
          .call(Point.CALL_RESULT, "TlsAdvice", "flipped")
          .after("java.nio.ByteBuffer", "flip", "()Ljava/nio/Buffer;")
          .versions(Versions.range("2.0", "2.0.30"));

  private static final Hook TLS_ANSWER =
      Hook.in("io.undertow.protocols.ssl.SslConduit", "wrapAndFlip", null)
          .call(Point.RETURN, "TlsAdvice", "wrapped")
          .versions(Versions.range("2.0.30", "2.5"));

  static final List<Component> COMPONENTS =
      List.of(
          XnioHooks.COMPONENT,
          new Component(
              "Undertow",
              List.of(new Release("io/undertow/version.properties", "undertow.version")),
              Versions.range("2.0", "2.5"),
              List.of(
                  ALPN_OPEN,
                  HTTP_1_OPEN,
                  HTTP_2_OPEN,
                  HTTP_1_BEGIN,
                  HTTP_1_WAIT,
                  HTTP_2_FRAME,
                  HTTP_1_ARRIVAL,
                  HTTP_2_ARRIVAL,
                  DISPATCH,
                  HTTP_1_RESPONSE,
                  HTTP_1_SINK,
                  HTTP_2_RESPONSE,
                  HTTP_2_SINK,
                  FAILURE,
                  CLOSING,
                  CLOSING_CLEANLY,
                  OPEN_STILL,
                  CLOSED_BEFORE_XNIO_3_8,
                  CLOSED,
                  COMPLETING,
                  COMPLETED,
                  HTTP_2_COMPLETED,
                  ACCESS_LOG,
                  STREAMLESS_FRAME,
                  OLD_PARSER,
                  PARSER,
                  VERSION,
                  BODY_LENGTH,
                  REFUSAL,
                  HOST_REFUSAL,
                  HTTP_2_TARGET,
                  TLS_RECORD,
                  OLD_TLS_ANSWER,
                  TLS_ANSWER)));

  private UndertowHooks() {}
}
