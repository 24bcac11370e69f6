package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.CloseableChannel;

/**
 * The early look: reads what a fresh socket has brought along, before XNIO makes a connection of it
 * and registers that with a selector, which is most of what a dropped request costs. What passes
 * {@link EarlyAdvice} gives back. Thread-safe; allocates nothing for what it drops. Loaded beside
 * XNIO.
 *
 * <p>Bytes are only taken from a listener that was seen to give them back: {@link Listeners}.
 */
public final class EarlyLook {

  /** Bytes that are read at most; a longer head is left to the server. */
  private static final int MOST = 4096;

  private final Gates gates;
  private final @Nullable XnioMembers members;
  private final Listeners listeners = new Listeners();
  private final HeldBytes held = new HeldBytes();

  /** There are few accept threads, and nearly always one; where two meet, one makes another. */
  private final AtomicReference<@Nullable ByteBuffer> spare = new AtomicReference<>();

  /** Giving back has failed once. */
  private volatile boolean stopped;

  public EarlyLook(Gates gates, XnioInside inside) {
    this.gates = gates;
    this.members = inside.orNull();
  }

  Listener listener(Object server) {
    return listeners.of(server);
  }

  HeldBytes held() {
    return held;
  }

  /** Nobody looks any more. */
  void stop() {
    stopped = true;
  }

  /**
   * Looks, if that is wanted and can be done here.
   *
   * @param server of XNIO's, that has accepted
   * @param socket is non-blocking afterwards if it was looked at, as XNIO will make it
   * @return whether the connection was dropped, and closed
   */
  boolean drops(Object server, SocketChannel socket, InetAddress peer, int port)
      throws IOException {
    if (!gates.looksEarly() || !isToLookAt(server)) {
      return false;
    }
    ByteBuffer buffer = spare.getAndSet(null);
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(MOST);
    }
    try {
      return drops((CloseableChannel) server, socket, peer, port, buffer.clear());
    } finally {
      spare.setRelease(buffer);
    }
  }

  private boolean isToLookAt(Object server) {
    if (members == null || stopped || !(server instanceof CloseableChannel)) {
      return false;
    }
    Listener listener = listeners.of(server);
    return listener.givesBack() && (listener.speaksHttp() || members.speaksHttp(server));
  }

  private boolean drops(
      CloseableChannel server, SocketChannel socket, InetAddress peer, int port, ByteBuffer buffer)
      throws IOException {
    socket.configureBlocking(false);
    try {
      if (socket.read(buffer) <= 0) {
        return false;
      }
    } catch (IOException gone) {
      // The server will find that out, too.
      return false;
    }
    buffer.flip();
    Verdict verdict = Verdict.PASS;
    try {
      verdict = gates.early(peer, port, buffer);
    } finally {
      // Whatever happens: the kernel has these bytes no more.
      if (!verdict.drops()) {
        held.hold(socket, buffer, server.getWorker());
      }
    }
    if (!verdict.drops()) {
      return false;
    }
    AcceptAdvice.refuse(socket, verdict.closing() == Closing.RST);
    return true;
  }
}
