package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;

/**
 * Keeps Undertow from closing a connection that we are ending, and from cleaning up after it while
 * its {@link Orphan} is in use. Thread-safe; costs all other connections one volatile read.
 */
public final class OrphanAdvice {

  @SuppressWarnings("UnusedVariable") // what every advice is made with
  private final Gates gates;

  private final PrivateMembers members = new PrivateMembers();

  public OrphanAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Before {@code AbstractServerConnection.close}, with which Undertow meets errors of an exchange.
   *
   * @return true to leave that to us: the client may still be sending
   */
  public boolean closing(AbstractServerConnection connection) {
    return Orphan.of(connection.getChannel()) != null;
  }

  /**
   * Before {@code ConnectionUtils.cleanClose}, with which Undertow ends a connection that does not
   * persist: in TLS it would say good-bye.
   *
   * @return true to leave that to us
   */
  public boolean closingCleanly(StreamConnection connection, Object more) {
    return Orphan.of(connection) != null;
  }

  /**
   * Before {@code AbstractServerConnection.CloseSetter.handleEvent}, which is called when the
   * connection has closed.
   *
   * @return true if that has to wait
   */
  @SuppressWarnings("unchecked") // what the class declares that this is woven into
  public boolean closed(Object cleanUp, StreamConnection connection) {
    Orphan orphan = Orphan.of(connection);
    return orphan != null && orphan.closed((ChannelListener<? super StreamConnection>) cleanUp);
  }

  /**
   * Before {@code AbstractServerConnection.isOpen}. Undertow does not call a handler that an
   * exchange was dispatched to once the connection has closed, for then it has ended the exchange;
   * an orphan has not ended, and can run on for as long as what it writes does not fail.
   *
   * @return true to say that it is open
   */
  public boolean looksOpen(AbstractServerConnection connection) {
    Orphan orphan = Orphan.of(connection.getChannel());
    if (orphan == null || !orphan.isPending()) {
      return false;
    }
    HttpServerExchange exchange = members.current(connection);
    return exchange != null && (orphan.isDiscarded() || !exchange.isResponseStarted());
  }

  /**
   * Before {@code HttpServerConnection.exchangeComplete}: no other request may follow. Said here,
   * for an exchange is changed only by the thread that has it.
   */
  public boolean completing(HttpServerConnection connection, HttpServerExchange exchange) {
    Orphan orphan = Orphan.of(connection.getChannel());
    if (orphan != null && orphan.is(exchange)) {
      exchange.setPersistent(false);
    }
    return false;
  }

  /**
   * After {@code HttpServerConnection.exchangeComplete}.
   *
   * @return null: nothing is thrown
   */
  public @Nullable Throwable completed(
      HttpServerConnection connection, HttpServerExchange exchange) {
    Orphan orphan = Orphan.of(connection.getChannel());
    if (orphan != null && orphan.is(exchange)) {
      HeldResponses.discard(connection);
      orphan.completed();
    }
    return null;
  }
}
