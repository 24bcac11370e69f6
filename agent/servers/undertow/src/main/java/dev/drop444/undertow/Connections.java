package dev.drop444.undertow;

import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * The open connections of which somebody wants to hear, by the connection that Undertow serves: the
 * outermost one, TLS or not. Thread-safe. This class is loaded beside each copy of Undertow, so
 * copies share nothing.
 */
final class Connections {

  private static final Map<StreamConnection, WatchedConnection> ALL = new ConcurrentHashMap<>();

  private Connections() {}

  static void put(StreamConnection connection, WatchedConnection watched) {
    ALL.put(connection, watched);
  }

  /** Whether it was there: true once. */
  static boolean remove(StreamConnection connection, WatchedConnection watched) {
    return ALL.remove(connection, watched);
  }

  /** Null if nobody wants to hear of it, or if it was opened before we came. */
  static @Nullable WatchedConnection of(StreamConnection connection) {
    return ALL.get(connection);
  }

  /** The connection that an exchange has come by. */
  static @Nullable WatchedConnection of(ServerConnection connection, PrivateMembers members) {
    if (connection instanceof HttpServerConnection) {
      return of(((HttpServerConnection) connection).getChannel());
    }
    return connection instanceof Http2ServerConnection
        ? of(members.connection(members.channel((Http2ServerConnection) connection)))
        : null;
  }

  /** How many there are. */
  static int count() {
    return ALL.size();
  }
}
