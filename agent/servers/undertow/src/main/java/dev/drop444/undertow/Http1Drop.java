package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * The drop of an HTTP/1 request: the end of its connection. Done on the connection's I/O thread;
 * the gate itself may run on a worker (pipelined requests).
 */
final class Http1Drop implements Runnable {

  private final @Nullable HttpServerExchange exchange;
  private final HttpServerConnection connection;
  private final Closing closing;
  private final ConnectionEnd end;
  private final boolean moreToCome;

  /**
   * Prepares.
   *
   * @param exchange the exchange that the connection serves, null if it got none to serve
   */
  Http1Drop(
      @Nullable HttpServerExchange exchange,
      HttpServerConnection connection,
      Closing closing,
      PrivateMembers members) {
    this(exchange, connection, closing, members, exchange == null || !exchange.isRequestComplete());
  }

  /**
   * As above.
   *
   * @param moreToCome see {@link ConnectionEnd#end(Closing, boolean)}
   */
  Http1Drop(
      @Nullable HttpServerExchange exchange,
      HttpServerConnection connection,
      Closing closing,
      PrivateMembers members,
      boolean moreToCome) {
    this.exchange = exchange;
    this.connection = connection;
    this.closing = closing;
    this.end = new ConnectionEnd(connection, members);
    this.moreToCome = moreToCome;
  }

  /** From here on the connection ends, or this throws and nothing has changed. */
  void begin() {
    connection.getIoThread().execute(this);
  }

  @Override
  public void run() {
    try {
      if (exchange != null) {
        // What completion listeners see, among them the listener's statistics.
        exchange.setStatusCode(ServerStatus.DROPPED);
        // Else Undertow starts the idle timeout of the next request after the close listeners have
        // cancelled it, and the timer keeps the dead connection in memory until it fires.
        exchange.setPersistent(false);
        Orphan orphan = Orphan.of(connection.getChannel());
        if (orphan != null) {
          // The engine was faster and ended the whole connection: a ban for this very request. It
          // took the exchange for one that the application has.
          orphan.completed();
          return;
        }
      }
      if (closing == Closing.FIN) {
        HeldResponses.deliver(connection);
      }
      // Away with what belongs to the exchange: body framing, response buffers.
      connection.clearChannel();
    } finally {
      end.end(closing, moreToCome);
    }
  }
}
