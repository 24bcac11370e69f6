package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xnio.Buffers;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.CloseableChannel;
import org.xnio.conduits.PushBackStreamSourceConduit;

/**
 * The early look: reads what a fresh socket has brought along, before XNIO makes a connection of it
 * and registers that with a selector, which is most of what a dropped request costs. Thread-safe.
 * Knows no Undertow: like {@link AcceptAdvice}, after which it comes, it is loaded beside XNIO.
 *
 * <p>What passes is pushed back into the connection as soon as XNIO has made it, below everything
 * that will ever read from it. So whoever reads, and whatever was sent, finds the bytes as if they
 * were still in the socket; that nobody else is told of them by the selector does not matter, since
 * Undertow reads a new connection at once ({@code HttpOpenListener.handleEvent} of 2.0 to 2.4), and
 * the conduit wakes up whoever waits for what it has left.
 *
 * <p>Bytes are only taken from a listener that was seen to give them back: {@link Listeners}.
 */
public final class EarlyAdvice implements AutoCloseable {

  /** Bytes that are read at most; a longer head is left to the server. */
  private static final int MOST = 4096;

  private final Gates gates;
  private final XnioMembers members = new XnioMembers();
  private final Listeners listeners = new Listeners();
  private final HeldBytes held = new HeldBytes();

  /** There are few accept threads, and nearly always one; where two meet, one makes another. */
  private final AtomicReference<@Nullable ByteBuffer> spare = new AtomicReference<>();

  /** Giving back has failed once. */
  private volatile boolean broken;

  public EarlyAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Before {@code QueuedNioTcpServer2.handleReady}, which lets another server accept. What will be
   * done with the connections, only this one knows.
   */
  public boolean ready(Object queue) {
    if (gates.looksEarly()) {
      listeners.of(members.accepting(queue)).setSpeaksHttp(members.speaksHttp(queue));
    }
    return false;
  }

  /**
   * After {@code ServerSocketChannel.accept()}, and after {@link AcceptAdvice#accepted}.
   *
   * @return the socket, or null after closing it
   */
  public @Nullable SocketChannel accepted(Object server, @Nullable SocketChannel socket)
      throws IOException {
    if (socket == null || !gates.looksEarly() || broken || !(server instanceof CloseableChannel)) {
      return socket;
    }
    Listener listener = listeners.of(server);
    if (!listener.givesBack()
        || !(listener.speaksHttp() || members.speaksHttp(server))
        || Management.isLeftAlone(((CloseableChannel) server).getWorker(), gates)) {
      return socket;
    }
    SocketAddress peer = socket.getRemoteAddress();
    if (!(peer instanceof InetSocketAddress)) {
      return socket;
    }
    ByteBuffer buffer = spare.getAndSet(null);
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(MOST);
    }
    try {
      return look((CloseableChannel) server, socket, ((InetSocketAddress) peer), buffer);
    } finally {
      spare.setRelease(buffer);
    }
  }

  private @Nullable SocketChannel look(
      CloseableChannel server, SocketChannel socket, InetSocketAddress peer, ByteBuffer buffer)
      throws IOException {
    // XNIO does so next.
    socket.configureBlocking(false);
    buffer.clear();
    try {
      if (socket.read(buffer) <= 0) {
        return socket;
      }
    } catch (IOException gone) {
      // The server will find that out, too.
      return socket;
    }
    buffer.flip();
    Verdict verdict = Verdict.PASS;
    try {
      verdict = gates.early(peer.getAddress(), AcceptAdvice.portOf(socket), buffer);
    } finally {
      if (!verdict.drops()) {
        held.hold(socket, buffer, server.getWorker());
      }
    }
    if (!verdict.drops()) {
      return socket;
    }
    AcceptAdvice.refuse(socket, verdict.closing() == Closing.RST);
    return null;
  }

  /**
   * Where XNIO has made a connection of a socket: {@code NioTcpServer.accept()} returns, on the
   * same thread, or {@code QueuedNioTcpServer.accept()}, later and on the connection's own thread.
   *
   * @param connection null if it has not
   */
  public @Nullable StreamConnection connected(
      Object server, @Nullable StreamConnection connection) {
    if (connection == null) {
      return null;
    }
    if (held.isUsed()) {
      giveBack(connection);
    }
    if (gates.looksEarly() && !listeners.of(server).givesBack()) {
      // Throws where that is not possible.
      members.socket(connection);
      listeners.of(server).setGivesBack();
    }
    return connection;
  }

  /** Leaves nothing of ours: conduit and wrapper are XNIO's, and may stay with the connection. */
  private void giveBack(StreamConnection connection) {
    try {
      ByteBuffer bytes = held.take(members.socket(connection));
      if (bytes != null) {
        PushBackStreamSourceConduit source =
            new PushBackStreamSourceConduit(connection.getSourceChannel().getConduit());
        source.pushBack(Buffers.pooledWrapper(bytes));
        connection.getSourceChannel().setConduit(source);
      }
    } catch (RuntimeException | Error failed) {
      broken = true;
      // A client that waits for nothing is worse than one that has to come again.
      IoUtils.safeClose(connection);
      throw failed;
    }
  }

  /** drop444 goes; sockets may be on their way. */
  @Override
  public void close() {
    held.giveUp();
  }
}
