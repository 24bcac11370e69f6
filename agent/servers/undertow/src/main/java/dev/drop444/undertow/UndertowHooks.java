package dev.drop444.undertow;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.Component.Release;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Versions;
import java.util.List;

/**
 * Where we stand in Undertow and in XNIO, the channels below it. All differences between their
 * versions belong here; what the advice reads privately is in {@link PrivateMembers}.
 */
final class UndertowHooks {

  private static final String EXCHANGE = "(Lio/undertow/server/HttpServerExchange;)V";

  /** A raw socket, before XNIO registers or counts it. Covers plain text, TLS and AJP alike. */
  private static final Hook ACCEPTED =
      Hook.in("org.xnio.nio.NioTcpServer", "accept", "()Lorg/xnio/nio/NioSocketStreamConnection;")
          .call(Point.CALL_RESULT, "AcceptAdvice", "accepted")
          .after(
              "java.nio.channels.ServerSocketChannel",
              "accept",
              "()Ljava/nio/channels/SocketChannel;");

  /** Set once for each request that was parsed, on the thread that dispatches it. */
  private static final Hook HTTP_1_ARRIVAL =
      Hook.in(
              "io.undertow.server.protocol.http.HttpServerConnection",
              "setCurrentExchange",
              EXCHANGE)
          .call(Point.ENTER, "RequestAdvice", "arrived");

  private static final Hook HTTP_2_ARRIVAL =
      Hook.in("io.undertow.server.protocol.http2.Http2ServerConnection", "setExchange", EXCHANGE)
          .call(Point.ENTER, "RequestAdvice", "arrived");

  /** Every call of a handler chain: the request's own, and each later one after a dispatch. */
  private static final Hook DISPATCH =
      Hook.in(
              "io.undertow.server.Connectors",
              "executeRootHandler",
              "(Lio/undertow/server/HttpHandler;Lio/undertow/server/HttpServerExchange;)V")
          .call(Point.ENTER, "RequestAdvice", "dispatch");

  /** A frame that belongs to no open stream. */
  private static final Hook STREAMLESS_FRAME =
      Hook.in(
              "io.undertow.protocols.http2.Http2Channel",
              "createChannel",
              "(Lio/undertow/server/protocol/framed/FrameHeaderData;"
                  + "Lio/undertow/connector/PooledByteBuffer;)"
                  + "Lio/undertow/protocols/http2/AbstractHttp2StreamSourceChannel;")
          .call(Point.ENTER, "Http2Advice", "streamlessFrame");

  static final List<Component> COMPONENTS =
      List.of(
          new Component(
              "XNIO",
              List.of(new Release("org/xnio/nio/Version.properties", "version")),
              Versions.range("3.8", "3.9"),
              List.of(ACCEPTED)),
          new Component(
              "Undertow",
              List.of(new Release("io/undertow/version.properties", "undertow.version")),
              Versions.range("2.3", "2.5"),
              List.of(HTTP_1_ARRIVAL, HTTP_2_ARRIVAL, DISPATCH, STREAMLESS_FRAME)));

  private UndertowHooks() {}
}
