package dev.drop444.jetty.io;

import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Hook.Skip;
import dev.drop444.weaver.Versions;
import java.util.List;

/** The methods below HTTP at which drop444 stands in every Jetty. */
public final class IoHooks {

  private static final String SERVER = "org.eclipse.jetty.server.";

  private static final String SSL_CONNECTION = "org.eclipse.jetty.io.ssl.SslConnection";

  private static final String END_POINT = "Lorg/eclipse/jetty/io/EndPoint;";

  private static final String CONNECTION = "Lorg/eclipse/jetty/io/Connection;";

  private IoHooks() {}

  /** In the order of a connection's life. */
  public static List<Hook> all() {
    return List.of(
        accept(),
        acceptFailed(),
        made(),
        opened(),
        settled("connectionOpened", "(" + CONNECTION + "Ljava/lang/Object;)V")
            .versions(Versions.range("10.0", "13")),
        settled("settled", "(" + CONNECTION + ")V").versions(Versions.range("9.4", "10.0")),
        closed(),
        notTls(),
        brokenTls(),
        tlsDisconnect("SslEndPoint").versions(Versions.range("12.0", "13")));
  }

  /** Every TCP connection passes here, before Jetty has made anything for it. */
  private static Hook accept() {
    return Hook.in(SERVER + "ServerConnector", "accepted", "(Ljava/nio/channels/SocketChannel;)V")
        .call(Point.ENTER, "io.AcceptAdvice", "accepted");
  }

  private static Hook acceptFailed() {
    return Hook.in(SERVER + "ServerConnector", "accepted", "(Ljava/nio/channels/SocketChannel;)V")
        .call(Point.THROW, "io.EarlyAdvice", "acceptedThrew");
  }

  /** Where Jetty has made a connection for what was accepted, and not opened it. */
  private static Hook made() {
    return Hook.in(
            SERVER + "ServerConnector$ServerConnectorManager",
            "newConnection",
            "(Ljava/nio/channels/SelectableChannel;"
                + END_POINT
                + "Ljava/lang/Object;)"
                + CONNECTION)
        .call(Point.RETURN, "io.EarlyAdvice", "newConnection");
  }

  /** Where Jetty begins to know a connection, and where it has forgotten it. */
  private static Hook opened() {
    return Hook.in(SERVER + "AbstractConnector", "onEndPointOpened", "(" + END_POINT + ")V")
        .call(Point.ENTER, "io.ConnectionAdvice", "opened");
  }

  /** Where Jetty has made its connection, and can end it as any other. */
  private static Hook settled(String advice, String descriptor) {
    return Hook.in("org.eclipse.jetty.io.SelectorManager", "connectionOpened", descriptor)
        .call(Point.RAISE, "io.ConnectionAdvice", advice);
  }

  private static Hook closed() {
    return Hook.in(SERVER + "AbstractConnector", "onEndPointClosed", "(" + END_POINT + ")V")
        .call(Point.ENTER, "io.ConnectionAdvice", "closed");
  }

  /** Where the TLS engine refuses what it is fed. */
  private static Hook notTls() {
    return Hook.in(
            SSL_CONNECTION,
            "unwrap",
            "(Ljavax/net/ssl/SSLEngine;Ljava/nio/ByteBuffer;Ljava/nio/ByteBuffer;)"
                + "Ljavax/net/ssl/SSLEngineResult;")
        .call(Point.THROW, "io.TlsAdvice", "unwrapThrew");
  }

  /** Where records go out, a server's first alert among them. */
  private static Hook brokenTls() {
    return Hook.in(SSL_CONNECTION, "networkFlush", "(Ljava/nio/ByteBuffer;)Z")
        .call(Point.ENTER, "io.TlsAdvice", "networkFlush")
        .skipping(Skip.TRUE);
  }

  /** Where Jetty closes the TCP connection under TLS. */
  private static Hook tlsDisconnect(String endPoint) {
    return Hook.in(SSL_CONNECTION + "$" + endPoint, "disconnect", "()V")
        .call(Point.ENTER, "io.TlsAdvice", "disconnect");
  }
}
