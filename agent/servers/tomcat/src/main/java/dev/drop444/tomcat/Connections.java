package dev.drop444.tomcat;

import dev.drop444.engine.gate.ConnectionWatch;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * What the engine has made of the connections that are open, of those that it wants to hear of. Not
 * of those that were open before drop444 came. Bounded by Tomcat's {@code maxConnections} and
 * {@code maxConcurrentStreams}. Thread-safe; looking one up takes no lock.
 */
public final class Connections {

  private final Map<SocketWrapperBase<?>, ConnectionWatch> watches = new ConcurrentHashMap<>();

  /**
   * The HTTP/2 requests of each connection that somebody watches. Of a stream with an asynchronous
   * request the first patch levels of 10.1 forget to tell the application that the connection is
   * gone, and wait for it, for ever if it wants that.
   */
  private final Map<SocketWrapperBase<?>, Set<Exchange>> streams = new ConcurrentHashMap<>();

  private final KnownRequests requests;

  public Connections(KnownRequests requests) {
    this.requests = requests;
  }

  /** The request objects in Tomcat's pools. */
  KnownRequests requests() {
    return requests;
  }

  /** A connection that nothing of Tomcat but the acceptor has seen. */
  void opened(SocketWrapperBase<?> connection, ConnectionWatch watch) {
    watches.put(connection, watch);
    if (connection.isClosed()) {
      // By a connector that stops, which looks for its connections while the acceptor goes on.
      closed(connection);
    }
  }

  @Nullable ConnectionWatch of(SocketWrapperBase<?> connection) {
    return watches.get(connection);
  }

  /** A stream whose request is watched. */
  void began(Exchange stream) {
    streams
        .computeIfAbsent(stream.connection, connection -> ConcurrentHashMap.newKeySet())
        .add(stream);
    if (stream.connection.isClosed()) {
      completeStreams(stream.connection);
    }
  }

  /** A request that was watched; not of a stream, perhaps. */
  void ended(Exchange request) {
    Set<Exchange> open = streams.get(request.connection);
    if (open != null) {
      open.remove(request);
    }
  }

  void closed(SocketWrapperBase<?> connection) {
    completeStreams(connection);
    ConnectionWatch watch = watches.remove(connection);
    if (watch != null) {
      watch.closed();
    }
  }

  private void completeStreams(SocketWrapperBase<?> connection) {
    Set<Exchange> open = streams.remove(connection);
    if (open != null) {
      open.forEach(Exchange::complete);
    }
  }
}
