package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Connections;
import dev.drop444.jetty.io.JettyConnection;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnection;
import org.jspecify.annotations.Nullable;

/** Ends dropped connections of HTTP/1, and tells the engine what others wait for. Thread-safe. */
public final class HttpConnectionAdvice {

  /** Packages of connections that speak HTTP, so that an upgrade to them is none from it. */
  private static final String HTTP_2 = "org.eclipse.jetty.http2.";

  private final Connections connections;
  private final Drops drops;

  public HttpConnectionAdvice(Gates gates, Connections connections, Drops drops) {
    this.connections = connections;
    this.drops = drops;
  }

  /**
   * Jetty has parsed what arrived.
   *
   * @param handle whether a request is to be dispatched, or its body read
   * @return the same, or false if the connection was ended
   */
  public boolean parsed(HttpConnection self, boolean handle) {
    Verdict verdict = drops.takeFromParser(self);
    if (verdict != null) {
      Http1Drop.carryOut(verdict, self);
      return false;
    }
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
   * A connection changes its protocol: WebSocket and whatever else follows a 101 or a CONNECT, but
   * also what is built on TLS or behind the PROXY protocol, and HTTP/2.
   *
   * @return false: the method always runs
   */
  public boolean upgrade(AbstractEndPoint self, Connection next) {
    if (self.getConnection() instanceof HttpConnection
        && !(next instanceof DrainedConnection)
        && !next.getClass().getName().startsWith(HTTP_2)) {
      ConnectionWatch watch = watch(self);
      if (watch != null) {
        watch.upgraded();
      }
    }
    return false;
  }

  private @Nullable ConnectionWatch watch(EndPoint endPoint) {
    JettyConnection connection = connections.under(endPoint);
    return connection == null ? null : connection.watch();
  }
}
