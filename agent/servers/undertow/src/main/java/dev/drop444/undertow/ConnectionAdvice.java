package dev.drop444.undertow;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.OpenListener;
import io.undertow.server.protocol.framed.FrameHeaderData;
import io.undertow.server.protocol.http.HttpServerConnection;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.ssl.SslConnection;

/**
 * Tells of connections: that they open, that a head is on its way. That they close, they tell
 * themselves. Thread-safe.
 */
public final class ConnectionAdvice implements AutoCloseable {

  private final Gates gates;
  private final PrivateMembers members = new PrivateMembers();
  private final XnioWorkers.Seen workers = new XnioWorkers.Seen();

  public ConnectionAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Before {@code AlpnOpenListener.handleEvent}: a connection on which TLS is to find out what will
   * be spoken.
   */
  public boolean openedWithAlpn(OpenListener listener, StreamConnection connection) {
    open(listener, connection);
    return false;
  }

  /**
   * Before {@code HttpOpenListener.handleEvent} and that of HTTP/2: a connection on which that is
   * clear.
   *
   * @param read what was read already; in TLS that was ALPN, and we know the connection
   */
  public boolean opened(
      OpenListener listener, StreamConnection connection, @Nullable PooledByteBuffer read) {
    if (read == null || !(connection instanceof SslConnection)) {
      open(listener, connection);
    }
    return false;
  }

  private void open(OpenListener listener, StreamConnection connection) {
    if (Management.isLeftAlone(connection.getWorker(), gates)) {
      return;
    }
    workers.add(connection.getWorker(), gates);
    WatchedConnection.open(connection, listener.getBufferPool(), members, gates);
  }

  /** drop444 goes; connections may stay. */
  @Override
  public void close() {
    CloseListener.forget();
  }

  /** Before {@code HttpServerConnection.setReadListener}, called once as HTTP/1 begins. */
  public boolean speaksHttp1(HttpServerConnection connection, Object listener) {
    WatchedConnection watched = Connections.of(connection.getChannel());
    if (watched != null) {
      watched.speaksHttp1(connection);
    }
    return false;
  }

  /**
   * Before {@code AbstractServerConnection.CloseSetter.handleEvent}. XNIO before 3.8 has one
   * listener a connection, and with HTTP/1 this takes the place of ours.
   */
  public boolean closed(Object listener, StreamConnection connection) {
    WatchedConnection watched = Connections.of(connection);
    if (watched != null) {
      watched.tellGone();
    }
    return false;
  }

  /**
   * Before {@code HttpReadListener.handleFailedRead}: nothing more is there to be read.
   *
   * @param result 0 if something may still come
   */
  public boolean waits(Object listener, Object channel, int result) {
    if (result == 0 && members.unfinished(listener) != null) {
      tell(Connections.of(members.connection(listener).getChannel()));
    }
    return false;
  }

  /**
   * Where {@code Http2Channel.parseFrame} returns.
   *
   * @param frame null if more of it has to come
   */
  public @Nullable FrameHeaderData parsed(
      Http2Channel channel, Object data, @Nullable FrameHeaderData frame) {
    if (members.isPartOfHead(channel, frame)) {
      tell(Connections.of(members.connection(channel)));
    }
    return frame;
  }

  private static void tell(@Nullable WatchedConnection connection) {
    ConnectionWatch watch = connection == null ? null : connection.watch();
    if (watch != null) {
      watch.headIncomplete();
    }
  }
}
