package dev.drop444.engine.gate;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a server has accepted, as far as the engine has to know it. Implemented by each
 * server module, called by the engine on a thread of its own. Thread-safe; no method blocks or
 * throws.
 */
public interface OpenConnection {

  /** The address at the other end of the socket, or null where there is none (Unix sockets). */
  @Nullable InetAddress peer();

  /** The port at which the connection arrived, 0 if unknown. */
  int localPort();

  /** Whether the socket is still open; for connections whose end nobody has told. */
  boolean isOpen();

  /**
   * Ends the connection without a byte of response, wherever the server is with it, so that the
   * server itself cleans up as after a client that went away. Does nothing if it has ended.
   *
   * @param how FIN or RST; a server that cannot reset from outside sends FIN
   */
  void end(Closing how);
}
