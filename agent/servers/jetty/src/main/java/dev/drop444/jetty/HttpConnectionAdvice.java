package dev.drop444.jetty;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import dev.drop444.jetty.io.Connections;
import dev.drop444.jetty.io.JettyConnection;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What connections that speak HTTP/1 are waiting for: tells the engine, and has those that were
 * dropped wait for nothing. Thread-safe.
 */
public final class HttpConnectionAdvice {

  /** Packages of connections that speak HTTP, so that an upgrade to them is none from it. */
  private static final String HTTP_2 = "org.eclipse.jetty.http2.";

  private final Connections connections;

  public HttpConnectionAdvice(Gates gates, Connections connections) {
    this.connections = connections;
  }

  /**
   * A connection changes its protocol: WebSocket and whatever else follows a 101 or a CONNECT, but
   * also what is built on TLS or behind the PROXY protocol, and HTTP/2.
   *
   * @return false: the method always runs
   */
  public boolean upgrade(AbstractEndPoint self, Connection next) {
    if (self.getConnection() instanceof HttpConnection
        && !next.getClass().getName().startsWith(HTTP_2)) {
      ConnectionWatch watch = watch(self);
      if (watch != null) {
        watch.upgraded();
      }
    }
    return false;
  }

  /**
   * Jetty has parsed what arrived on an HTTP/1 connection.
   *
   * @param handle whether a head is complete
   * @return the same
   */
  public boolean parsed(HttpConnection self, boolean handle) {
    HttpParser parser = self.getParser();
    if (!handle && parser.inHeaderState() && !parser.isStart()) {
      ConnectionWatch watch = watch(self.getEndPoint());
      if (watch != null) {
        watch.headIncomplete();
      }
    }
    return handle;
  }

  /**
   * A connection is about to wait for more. Where its client was dropped, the drop waits already
   * ({@link Http1Drop}), or the connection is closed: Jetty would warn of a second reader, and
   * close what is being drained.
   *
   * @return whether Jetty is not to wait
   */
  public boolean fillInterested(AbstractConnection self, Callback ready) {
    return self instanceof HttpConnection && Marks.isDropped((HttpConnection) self);
  }

  private @Nullable ConnectionWatch watch(EndPoint endPoint) {
    JettyConnection connection = connections.under(endPoint);
    return connection == null ? null : connection.watch();
  }
}
