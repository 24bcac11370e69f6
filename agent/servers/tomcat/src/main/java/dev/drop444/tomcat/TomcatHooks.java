package dev.drop444.tomcat;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.Component.Release;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Hook.Skip;
import dev.drop444.weaver.Versions;
import java.util.List;

/** Which methods of Tomcat call which advice, in which versions. */
final class TomcatHooks {

  private TomcatHooks() {}

  /**
   * The accept gate of the NIO connector: the socket is accepted and counted, and Tomcat has
   * neither wrapped it nor told its poller about it. True is what the method says when it took the
   * socket.
   */
  private static final Hook ACCEPT_NIO =
      Hook.in(
              "org.apache.tomcat.util.net.NioEndpoint",
              "setSocketOptions",
              "(Ljava/nio/channels/SocketChannel;)Z")
          .call(Point.ENTER, "AcceptAdvice", "accepted")
          .skipping(Skip.TRUE);

  /**
   * The request gate of HTTP/1: the head is complete. Comes before Tomcat upgrades to h2c, answers
   * {@code Expect: 100-continue} or looks at the Host field, so nothing was written yet.
   */
  private static final Hook REQUEST_HTTP_1 =
      Hook.in("org.apache.coyote.http11.Http11InputBuffer", "parseHeaders", "()Z")
          .call(Point.RETURN, "RequestAdvice", "headParsed");

  /** The request gate of HTTP/2: one stream, on its own thread, before the adapter. */
  private static final Hook REQUEST_HTTP_2 =
      streamService("Http2Advice").versions(Versions.range("10.1.3", "10.2").or("11.0", "11.1"));

  private static final Hook REQUEST_HTTP_2_EARLY =
      streamService("EarlyHttp2Advice").versions(Versions.range("10.1", "10.1.3"));

  private static Hook streamService(String advice) {
    return Hook.in(
            "org.apache.coyote.http2.StreamProcessor",
            "service",
            "(Lorg/apache/tomcat/util/net/SocketWrapperBase;)"
                + "Lorg/apache/tomcat/util/net/AbstractEndpoint$Handler$SocketState;")
        .call(Point.ENTER, advice, "service")
        .skipping(Skip.ADVICE);
  }

  static final Component TOMCAT =
      new Component(
          "Tomcat",
          List.of(new Release("org/apache/catalina/util/ServerInfo.properties", "server.number")),
          Versions.range("10.1", "10.2").or("11.0", "11.1"),
          List.of(ACCEPT_NIO, REQUEST_HTTP_1, REQUEST_HTTP_2, REQUEST_HTTP_2_EARLY));
}
