package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.RequestWatch;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;

/**
 * An open connection, kept until it has closed by whatever means. Addresses are taken down when it
 * opens, for XNIO forgets them. Thread-safe.
 */
final class WatchedConnection implements OpenConnection, ChannelListener<StreamConnection> {

  private final StreamConnection connection;
  private final ByteBufferPool buffers;
  private final PrivateMembers members;
  private final @Nullable InetAddress peer;
  private final int localPort;
  private final Set<RequestWatch> requests = ConcurrentHashMap.newKeySet(1);
  private volatile @Nullable ConnectionWatch watch;
  private volatile @Nullable HttpServerConnection http1;
  private volatile boolean ended;

  private WatchedConnection(
      StreamConnection connection, ByteBufferPool buffers, PrivateMembers members) {
    this.connection = connection;
    this.buffers = buffers;
    this.members = members;
    InetSocketAddress remote = connection.getPeerAddress(InetSocketAddress.class);
    InetSocketAddress local = connection.getLocalAddress(InetSocketAddress.class);
    this.peer = remote == null ? null : remote.getAddress();
    this.localPort = local == null ? 0 : local.getPort();
  }

  /** Tells of a new connection, on its I/O thread; keeps it if anybody wants to hear more. */
  static void open(
      StreamConnection connection, ByteBufferPool buffers, PrivateMembers members, Gates gates) {
    WatchedConnection opened = new WatchedConnection(connection, buffers, members);
    ConnectionWatch watch = gates.opened(opened);
    if (watch != null) {
      opened.watch = watch;
      Connections.put(connection, opened);
      // XNIO calls this beside the listeners of others, and at once if it has closed.
      connection.setCloseListener(opened);
    }
  }

  @Override
  public @Nullable InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return localPort;
  }

  @Override
  public boolean isOpen() {
    return connection.isOpen();
  }

  /** Who wants to hear of this connection. */
  @Nullable ConnectionWatch watch() {
    return watch;
  }

  /** Whether the engine has ended it: then nobody is to be asked about what is left of it. */
  boolean isEnded() {
    return ended;
  }

  /** HTTP/1 is spoken, at least to begin with. */
  void speaksHttp1(HttpServerConnection spoken) {
    http1 = spoken;
  }

  /** Tells a request of this connection that it is over when the connection is, or before. */
  void add(RequestWatch request) {
    requests.add(request);
    if (!connection.isOpen()) {
      request.completed();
    }
  }

  void remove(RequestWatch request) {
    requests.remove(request);
  }

  /** It has closed. */
  @Override
  public void handleEvent(StreamConnection closed) {
    Connections.remove(connection, this);
    ConnectionWatch told = watch;
    if (told != null) {
      told.closed();
    }
    for (RequestWatch request : requests) {
      request.completed();
    }
  }

  @Override
  public void end(Closing how) {
    ended = true;
    try {
      connection.getIoThread().execute(() -> endHere(how));
    } catch (RejectedExecutionException stopping) {
      // The server stops, and closes all that is open.
    }
  }

  /** On the connection's I/O thread, so no handler is running on that. */
  private void endHere(Closing how) {
    if (!connection.isOpen() || Orphan.of(connection) != null) {
      return;
    }
    HttpServerConnection spoken = http1;
    HttpServerExchange served = spoken == null ? null : members.current(spoken);
    if (spoken != null && served != null && new CutOff(spoken, served, members).cut(how)) {
      return;
    }
    new ConnectionEnd(connection, connection, buffers, members).end(how);
  }
}
