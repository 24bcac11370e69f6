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
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * An open connection, kept until it has closed by whatever means. Addresses are taken down when it
 * opens, for XNIO forgets them. Thread-safe.
 */
final class WatchedConnection implements OpenConnection {

  private final StreamConnection connection;
  private final ByteBufferPool buffers;
  private final PrivateMembers members;
  private final @Nullable InetAddress peer;
  private final int localPort;
  private final Set<RequestWatch> requests = ConcurrentHashMap.newKeySet(1);
  private volatile @Nullable ConnectionWatch watch;
  private volatile @Nullable HttpServerConnection http1;
  private volatile boolean ended;
  private volatile boolean gone;

  /** Confined to the connection's I/O thread. */
  private boolean ending;

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
      // XNIO 3.8 calls this beside the listeners of others, and at once if it has closed.
      connection.setCloseListener(CloseListener.SHARED);
      opened.tellIfGone();
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
    return !gone && connection.isOpen();
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
    tellIfGone();
  }

  /** For XNIO before 3.8: a listener that comes late hears nothing. */
  private void tellIfGone() {
    if (!connection.isOpen()) {
      tellGone();
    }
  }

  /** Tells a request of this connection that it is over when the connection is, or before. */
  void add(RequestWatch request) {
    requests.add(request);
    if (!isOpen()) {
      request.completed();
    }
  }

  void remove(RequestWatch request) {
    requests.remove(request);
  }

  /** Tells that it is gone, unless that was told. */
  void tellGone() {
    gone = true;
    ConnectionWatch told = watch;
    if (Connections.remove(connection, this) && told != null) {
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

  /**
   * The connection is about to be ended, by whatever gate. On its I/O thread.
   *
   * @return false if it was already
   */
  boolean beginEnd() {
    boolean first = !ending;
    ending = true;
    return first;
  }

  /** On the connection's I/O thread, so no handler is running on that. */
  private void endHere(Closing how) {
    if (ending || !connection.isOpen() || Orphan.of(connection) != null) {
      return;
    }
    try {
      if (cutOff(how)) {
        // The server is told when the application is done with the exchange; the client is gone.
        tellGone();
      } else {
        endWhole(how);
      }
    } catch (RuntimeException failed) {
      IoUtils.safeClose(connection);
    }
  }

  private void endWhole(Closing how) {
    HttpServerConnection spoken = http1;
    if (spoken != null && how == Closing.FIN) {
      HeldResponses.deliver(spoken);
    }
    new ConnectionEnd(connection, connection, buffers, members).end(how);
  }

  /** Cuts off the exchange that is served, if there is one. */
  private boolean cutOff(Closing how) {
    HttpServerConnection spoken = http1;
    HttpServerExchange served = spoken == null ? null : members.current(spoken);
    while (spoken != null && served != null) {
      if (new CutOff(spoken, served, members).cut(how)) {
        return true;
      }
      // It has ended in the meantime; the next one of a pipeline may have begun.
      served = members.current(spoken);
    }
    return false;
  }
}
