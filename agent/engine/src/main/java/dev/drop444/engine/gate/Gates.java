package dev.drop444.engine.gate;

import java.net.InetAddress;

/**
 * The points on a request's way at which drop444 decides. Implemented by the engine, called by
 * advice from inside a server, on that server's threads.
 *
 * <p>Thread-safe. Never throws: what fails inside passes. Never blocks: no DNS, disk, network or
 * lock.
 */
public interface Gates {

  /**
   * The accept gate: a connection was accepted and nothing of it was read.
   *
   * <p>Allocates nothing for an IPv4 peer and takes no lock.
   *
   * @param peer the address at the other end of the socket
   * @param localPort the listener's port, 0 where the server does not know it yet
   * @return what to do with the connection
   */
  AcceptVerdict accept(InetAddress peer, int localPort);

  /**
   * The request gate: a request head was read completely and nothing of it was dispatched yet.
   *
   * @param head read lazily, on the calling thread, and not kept after the call
   * @return {@link Verdict#PASS}, or how to drop
   */
  Verdict request(RequestHead head);
}
