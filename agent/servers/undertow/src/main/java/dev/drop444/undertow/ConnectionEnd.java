package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;

/**
 * Ends a connection as a verdict says. To be used on the connection's I/O thread, because
 * Undertow's channels are not safe to close elsewhere while they are read ({@code SslConduit}).
 */
final class ConnectionEnd {

  private final StreamConnection connection;
  private final Closeable whole;
  private final ByteBufferPool buffers;
  private final PrivateMembers members;
  private final @Nullable HttpServerConnection http1;

  /**
   * Prepares.
   *
   * @param connection the connection that Undertow reads requests from, TLS or not
   * @param whole the outermost thing to close: closing what is inside it would leave Undertow
   *     counting it
   */
  ConnectionEnd(
      StreamConnection connection,
      Closeable whole,
      ByteBufferPool buffers,
      PrivateMembers members) {
    this.connection = connection;
    this.whole = whole;
    this.buffers = buffers;
    this.members = members;
    this.http1 = null;
  }

  /** Prepares for a connection of HTTP/1, whatever the exchange that it serves has put on it. */
  ConnectionEnd(HttpServerConnection http1, PrivateMembers members) {
    this.connection = http1.getChannel();
    this.whole = connection;
    this.buffers = http1.getByteBufferPool();
    this.members = members;
    this.http1 = http1;
  }

  private HalfClose halfClose(StreamConnection tcp) {
    return http1 == null || isDifferent(tcp)
        ? new HalfClose(
            tcp.getSourceChannel().getConduit(),
            tcp.getSinkChannel().getConduit(),
            connection,
            whole,
            buffers)
        : new HalfClose(
            http1.getOriginalSourceConduit(),
            http1.getOriginalSinkConduit(),
            connection,
            whole,
            buffers);
  }

  @SuppressWarnings("ReferenceEquality") // the same or another
  private boolean isDifferent(StreamConnection tcp) {
    return tcp != connection;
  }

  /** As {@link #end(Closing, boolean)}, of a client that may be sending. */
  void end(Closing closing) {
    end(closing, true);
  }

  /**
   * Ends it, once. Whatever goes wrong, the connection does not stay open.
   *
   * @param moreToCome whether to wait for input before it is closed. Over TLS it is waited for in
   *     any case: clients answer FIN with their close_notify
   */
  void end(Closing closing, boolean moreToCome) {
    WatchedConnection watched = Connections.of(connection);
    if (watched != null && !watched.beginEnd()) {
      return;
    }
    boolean ending = false;
    try {
      StreamConnection tcp = members.tcp(connection);
      if (closing == Closing.FIN) {
        if (moreToCome || isDifferent(tcp)) {
          halfClose(tcp).begin();
        } else {
          halfClose(tcp).finish();
        }
        ending = true;
      } else {
        tcp.setOption(Options.CLOSE_ABORT, true);
        // First what is innermost: some outer layers shut down output, and that sends FIN.
        IoUtils.safeClose(tcp);
      }
    } catch (IOException gone) {
      // The client was faster. Closing is all that is left to do.
    } finally {
      if (!ending) {
        IoUtils.safeClose(whole);
      }
    }
  }
}
