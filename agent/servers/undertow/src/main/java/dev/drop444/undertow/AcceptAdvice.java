package dev.drop444.undertow;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.CloseableChannel;

/**
 * The accept gate, and then the early look, on XNIO's accept thread. Thread-safe; allocates nothing
 * for what it refuses beyond what a socket is. Knows no Undertow: it is loaded beside XNIO, from
 * where that may be invisible.
 */
public final class AcceptAdvice {

  private final Gates gates;
  private final EarlyLook early;

  public AcceptAdvice(Gates gates, EarlyLook early) {
    this.gates = gates;
    this.early = early;
  }

  /**
   * After {@code ServerSocketChannel.accept()} in {@code NioTcpServer.accept()}.
   *
   * <p>Null is what a non-blocking accept with an empty queue returns. XNIO 3.8 then takes back the
   * connection that it has counted ahead ({@code NioTcpServerHandle.freeConnection}) and leaves its
   * accept loop; the selector is level-triggered, so the next socket in the queue is accepted in
   * its next round, which is due at once. Accepting on here was tried, and costs more: mostly the
   * queue is empty by then, and finding that out takes another call of the kernel.
   *
   * @return the socket, or null after closing it
   */
  public @Nullable SocketChannel accepted(Object server, @Nullable SocketChannel socket)
      throws IOException {
    return socket == null || drops(server, socket) ? null : socket;
  }

  private boolean drops(Object server, SocketChannel socket) throws IOException {
    if (server instanceof CloseableChannel
        && Management.isLeftAlone(((CloseableChannel) server).getWorker(), gates)) {
      return false;
    }
    SocketAddress peer = socket.getRemoteAddress();
    if (!(peer instanceof InetSocketAddress)) {
      return false;
    }
    InetAddress address = ((InetSocketAddress) peer).getAddress();
    int port = portOf(socket);
    AcceptVerdict verdict = gates.accept(address, port);
    if (verdict == AcceptVerdict.PASS) {
      return early.drops(server, socket, address, port);
    }
    refuse(socket, verdict == AcceptVerdict.RST);
    return true;
  }

  /** The port at which a socket was accepted, 0 if unknown. */
  private static int portOf(SocketChannel socket) throws IOException {
    SocketAddress local = socket.getLocalAddress();
    return local instanceof InetSocketAddress ? ((InetSocketAddress) local).getPort() : 0;
  }

  /** Closes a socket that XNIO does not know of. */
  static void refuse(SocketChannel socket, boolean reset) {
    try (socket) {
      if (reset) {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException gone) {
      // The peer was faster, which some kernels report. The socket is closed, and that is no
      // failure of ours: a peer must not be able to make this hook look broken.
    }
  }
}
