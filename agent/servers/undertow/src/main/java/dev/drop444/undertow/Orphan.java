package dev.drop444.undertow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * An exchange of HTTP/1 whose connection was ended on the wire while the application still has the
 * exchange. Undertow would end such an exchange on whichever thread closes the connection, and take
 * away buffers that the application's thread is using. So what Undertow does when a connection has
 * closed is put off until the exchange has ended by itself.
 *
 * <p>Thread-safe. There are none of these except after a drop, so asking whether there are costs
 * one volatile read.
 */
final class Orphan {

  /** By connection. This class is loaded beside each copy of Undertow, so this is not shared. */
  private static final Map<StreamConnection, Orphan> ALL = new ConcurrentHashMap<>();

  private final StreamConnection connection;
  private @Nullable ChannelListener<? super StreamConnection> cleanUp;
  private boolean completed;
  private boolean closes;

  private Orphan(StreamConnection connection) {
    this.connection = connection;
  }

  /** The exchange that a connection serves is one from now on, and until it has ended. */
  static Orphan make(StreamConnection connection) {
    Orphan orphan = new Orphan(connection);
    ALL.put(connection, orphan);
    return orphan;
  }

  /** The orphan of a connection, null if it has none. */
  static @Nullable Orphan of(StreamConnection connection) {
    return ALL.isEmpty() ? null : ALL.get(connection);
  }

  /** The exchange is none, or no longer one. */
  void forget() {
    ALL.remove(connection, this);
  }

  /**
   * The connection has closed.
   *
   * @param undertows what Undertow does about that
   * @return whether that was put off
   */
  synchronized boolean closed(ChannelListener<? super StreamConnection> undertows) {
    if (completed) {
      forget();
      return false;
    }
    cleanUp = undertows;
    return true;
  }

  /** Nobody else closes the connection once the exchange has ended. */
  synchronized void closeWhenCompleted() {
    closes = true;
  }

  /** The exchange has ended, and Undertow is done with it. */
  void completed() {
    ChannelListener<? super StreamConnection> due;
    boolean close;
    synchronized (this) {
      completed = true;
      due = cleanUp;
      close = closes;
      cleanUp = null;
    }
    if (due != null) {
      forget();
      due.handleEvent(connection);
    } else if (close) {
      close();
    }
  }

  private void close() {
    try {
      connection.getIoThread().execute(() -> IoUtils.safeClose(connection));
    } catch (RejectedExecutionException stopping) {
      IoUtils.safeClose(connection);
    }
  }
}
