package dev.drop444.engine.gate;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

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
   * Whether the early look is wanted: during a flood it is, since then it is what keeps a server
   * from making much of a connection that is to be dropped. To be asked of each connection that
   * passed the accept gate, on a listener that expects HTTP/1 in the clear. A volatile read, and
   * during a flood the clock.
   */
  default boolean looksEarly() {
    return false;
  }

  /**
   * The early look: decides about the first request of a connection by the bytes that are there
   * when it is accepted, before the server has seen any of them. Decides only what the request gate
   * would decide in the same way; whatever is doubtful, incomplete, or has a body, passes, is
   * counted nowhere, and comes to the other gates as ever.
   *
   * @param peer the address at the other end of the socket
   * @param localPort the port at which the connection arrived, 0 if unknown
   * @param read all that could be read without waiting, from its position to its limit; is not
   *     changed, and not kept. Where it fills the buffer to its capacity, it passes
   * @return {@link Verdict#PASS}, and the server must be given these bytes; or a drop, after which
   *     the connection is closed at once, since nothing of it is left unread
   */
  default Verdict early(InetAddress peer, int localPort, ByteBuffer read) {
    return Verdict.PASS;
  }

  /**
   * The request gate: a request head was read completely and nothing of it was dispatched yet.
   *
   * @param head read lazily, on the calling thread, and not kept after the call
   * @return {@link Verdict#PASS}, or how to drop
   */
  Verdict request(RequestHead head);

  /**
   * The malformed gate: the server is about to refuse what arrived, has answered nothing and will
   * hand nothing to the application.
   *
   * @param peer the address at the other end of the socket, or null where there is none
   * @param localPort the port at which the connection arrived, 0 if unknown
   * @param what why the server refuses
   * @param excerpt what is known of the request, for the log; null if nothing. Read on the calling
   *     thread and not kept after the call
   * @return {@link Verdict#PASS}, and the server answers as ever, or how to drop
   */
  default Verdict malformed(
      @Nullable InetAddress peer,
      int localPort,
      Malformation what,
      @Nullable CharSequence excerpt) {
    return Verdict.PASS;
  }

  /**
   * A connection that passed the accept gate. Told once, as soon as the connection can be ended
   * from outside; at the latest before a request of it comes to the request gate.
   *
   * @return who is to be told about it and led to by {@link RequestHead#connection}; null if nobody
   *     wants to hear of it
   */
  default @Nullable ConnectionWatch opened(OpenConnection connection) {
    return null;
  }

  /**
   * Whether the response gate has anything to say about responses of a status; to be asked first,
   * before an adapter is made. One volatile read and a look at a bit; allocates nothing.
   *
   * @param status from 200 to 999
   */
  default boolean looksAt(int status) {
    return false;
  }

  /**
   * The response gate: the status and the header fields are final, and no byte of the response was
   * sent. Asked once for each request that was dispatched, also where the server itself answers it
   * (an error page, a static file); not for informational responses (1xx), nor for requests that
   * another gate has ended.
   *
   * @param head what the request gate was asked with, or another adapter for the same request
   * @return {@link Verdict#PASS}; a drop, after which neither the head nor anything of the body is
   *     sent; or a bare answer that takes its place. Whatever the application still writes then
   *     goes nowhere, and does not fail
   */
  default Verdict response(RequestHead head, ResponseHead response) {
    return Verdict.PASS;
  }

  /**
   * Whether the server's own management interface is to be guarded, where it has one. If not, no
   * gate is asked about it and nothing is told of it. One volatile read.
   */
  default boolean guardsManagement() {
    return false;
  }

  /**
   * Whether what a gate drops is to have a line in the server's own access log, with status 444 and
   * no bytes, where there is such a log and the line can be written without the application. Asked
   * only about what is dropped. One volatile read.
   */
  default boolean writesAccessLog() {
    return true;
  }

  /**
   * The threads of a connector, told when it is first seen, so that overload can be noticed. Kept
   * until they are gone.
   */
  default void workers(Workers workers) {}
}
