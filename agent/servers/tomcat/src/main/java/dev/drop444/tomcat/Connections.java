package dev.drop444.tomcat;

import dev.drop444.engine.gate.ConnectionWatch;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * What the engine has made of the connections that are open, of those that it wants to hear of. Not
 * of those that were open before drop444 came. Bounded by Tomcat's {@code maxConnections}.
 * Thread-safe; looking one up takes no lock.
 */
public final class Connections {

  private final Map<SocketWrapperBase<?>, ConnectionWatch> watches = new ConcurrentHashMap<>();

  public Connections() {}

  /** A connection that nothing of Tomcat but the acceptor has seen. */
  void opened(SocketWrapperBase<?> connection, ConnectionWatch watch) {
    watches.put(connection, watch);
  }

  @Nullable ConnectionWatch of(SocketWrapperBase<?> connection) {
    return watches.get(connection);
  }

  void closed(SocketWrapperBase<?> connection) {
    ConnectionWatch watch = watches.remove(connection);
    if (watch != null) {
      watch.closed();
    }
  }
}
