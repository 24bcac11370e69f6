package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Gates;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.AbstractConnector;
import org.jspecify.annotations.Nullable;

/** Tells the engine that connections come and go. Thread-safe. */
public final class ConnectionAdvice {

  private final Connections connections;
  private final WorkerPools pools;

  public ConnectionAdvice(Gates gates, Connections connections) {
    this.connections = connections;
    this.pools = new WorkerPools(gates);
  }

  /**
   * A connection has got its end point.
   *
   * @return false: the method always runs
   */
  public boolean opened(AbstractConnector self, EndPoint endPoint) {
    connections.opened(endPoint, self.getExecutor());
    pools.seen(self);
    return false;
  }

  /**
   * Jetty has made what it needs for a connection.
   *
   * @return null: nothing is thrown
   */
  public @Nullable Throwable connectionOpened(
      SelectorManager self, Connection connection, @Nullable Object context) {
    return settled(self, connection);
  }

  /**
   * The same, in Jetty 9.4.
   *
   * @return null: nothing is thrown
   */
  public @Nullable Throwable settled(SelectorManager self, Connection connection) {
    JettyConnection known = connections.under(connection.getEndPoint());
    if (known != null) {
      known.setSettled();
    }
    return null;
  }

  /**
   * A connection is gone.
   *
   * @return false: the method always runs
   */
  public boolean closed(AbstractConnector self, EndPoint endPoint) {
    connections.closed(endPoint);
    return false;
  }
}
