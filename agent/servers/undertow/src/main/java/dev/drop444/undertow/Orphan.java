package dev.drop444.undertow;

import io.undertow.server.HttpServerExchange;
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
  private final HttpServerExchange exchange;
  private @Nullable ChannelListener<? super StreamConnection> cleanUp;
  private boolean completed;
  private volatile boolean closes;
  private volatile boolean discards;

  private Orphan(StreamConnection connection, HttpServerExchange exchange) {
    this.connection = connection;
    this.exchange = exchange;
  }

  /**
   * The exchange that a connection serves is one from now on, and until it has ended. Gives the
   * same one to all who ask: the application and the engine may end an exchange at the same time.
   */
  static Orphan make(StreamConnection connection, HttpServerExchange exchange) {
    return ALL.computeIfAbsent(connection, absent -> new Orphan(absent, exchange));
  }

  /**
   * Makes one whose connection is closed as soon as the exchange has ended, for nobody else does.
   *
   * @return null if the exchange was one already
   */
  static @Nullable Orphan makeClosing(StreamConnection connection, HttpServerExchange exchange) {
    Orphan orphan = new Orphan(connection, exchange);
    orphan.closes = true;
    return ALL.putIfAbsent(connection, orphan) == null ? orphan : null;
  }

  /** The orphan of a connection, null if it has none. */
  static @Nullable Orphan of(StreamConnection connection) {
    return ALL.isEmpty() ? null : ALL.get(connection);
  }

  /** The exchange is none, or no longer one. */
  void forget() {
    closes = false;
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

  /** Whether it is this exchange; the one before it may be ending on another thread. */
  @SuppressWarnings("ReferenceEquality") // this exchange, not one like it
  boolean is(HttpServerExchange other) {
    return exchange == other;
  }

  /** Whether the exchange may still end by itself. */
  synchronized boolean isPending() {
    return !completed;
  }

  /** Its response goes nowhere, and does not fail. */
  void discard() {
    discards = true;
  }

  boolean isDiscarded() {
    return discards;
  }

  /** The exchange has ended, and Undertow is done with it. */
  void completed() {
    ChannelListener<? super StreamConnection> due;
    synchronized (this) {
      completed = true;
      due = cleanUp;
      cleanUp = null;
    }
    if (due != null) {
      forget();
      due.handleEvent(connection);
    } else if (closes) {
      close();
    }
  }

  private void close() {
    try {
      connection.getIoThread().execute(this::closeUnlessForgotten);
    } catch (RejectedExecutionException stopping) {
      IoUtils.safeClose(connection);
    }
  }

  private void closeUnlessForgotten() {
    if (closes) {
      IoUtils.safeClose(connection);
    }
  }
}
