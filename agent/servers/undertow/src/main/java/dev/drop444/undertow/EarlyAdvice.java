package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.Buffers;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.PushBackStreamSourceConduit;

/**
 * Gives connections of XNIO's what {@link EarlyLook} has read of them. Thread-safe. Knows no
 * Undertow: like {@link AcceptAdvice} it is loaded beside XNIO.
 *
 * <p>What passed is pushed back into the connection as soon as XNIO has made it, below everything
 * that will ever read from it. So whoever reads, and whatever was sent, finds the bytes as if they
 * were still in the socket; that nobody else is told of them by the selector does not matter, since
 * Undertow reads a new connection at once ({@code HttpOpenListener.handleEvent} of 2.0 to 2.4), and
 * the conduit wakes up whoever waits for what it has left.
 */
public final class EarlyAdvice implements AutoCloseable {

  private final Gates gates;
  private final XnioMembers members;
  private final EarlyLook look;

  /**
   * Advice.
   *
   * @throws IllegalStateException if XNIO is built differently; then nobody looks
   */
  public EarlyAdvice(Gates gates, XnioInside inside, EarlyLook look) {
    this.gates = gates;
    this.members = inside.get();
    this.look = look;
  }

  /**
   * Before {@code QueuedNioTcpServer2.handleReady}, which lets another server accept. What will be
   * done with the connections, only this one knows.
   */
  public boolean ready(Object queue) {
    if (gates.looksEarly()) {
      look.listener(members.accepting(queue)).setSpeaksHttp(members.speaksHttp(queue));
    }
    return false;
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
    if (look.held().isUsed()) {
      giveBack(connection);
    }
    if (gates.looksEarly() && !look.listener(server).givesBack()) {
      // Throws where that is not possible.
      members.socket(connection);
      look.listener(server).setGivesBack();
    }
    return connection;
  }

  /** Leaves nothing of ours: conduit and wrapper are XNIO's, and may stay with the connection. */
  private void giveBack(StreamConnection connection) {
    try {
      ByteBuffer bytes = look.held().take(members.socket(connection));
      if (bytes != null) {
        PushBackStreamSourceConduit source =
            new PushBackStreamSourceConduit(connection.getSourceChannel().getConduit());
        source.pushBack(Buffers.pooledWrapper(bytes));
        connection.getSourceChannel().setConduit(source);
      }
    } catch (RuntimeException | Error failed) {
      look.stop();
      // A client that waits for nothing is worse than one that has to come again.
      IoUtils.safeClose(connection);
      throw failed;
    }
  }

  /** drop444 goes; sockets may be on their way. */
  @Override
  public void close() {
    look.held().giveUp();
  }
}
