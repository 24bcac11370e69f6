package dev.drop444.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * What {@link EarlyLook} has read and Tomcat has not. Kept from where the acceptor begins to set a
 * connection up until it registers it with the poller, so of one connection for each acceptor.
 *
 * <p>Thread-safe. Where there is nothing, taking it is a look at an empty map.
 */
public final class FirstBytes implements AutoCloseable {

  /** There are never that many acceptors: some of these connections could not be set up. */
  private static final int MOST = 16;

  private final Map<SocketChannel, Kept> all = new ConcurrentHashMap<>();

  /** The call site that takes them is linked, and what it leads to works. */
  private volatile boolean taken;

  private volatile boolean broken;

  public FirstBytes() {}

  /** Whether somebody will come for what is kept; if not, nothing may be read. */
  boolean areTaken() {
    return taken;
  }

  /**
   * Keeps what was read of a connection.
   *
   * @param read from its position to its limit; a buffer of the connector, which gets it back
   */
  void keep(SocketChannel channel, ByteBuffer read, KnownConnector connector) {
    if (all.size() >= MOST) {
      all.keySet().removeIf(each -> !each.isOpen());
    }
    all.put(channel, new Kept(read, connector));
  }

  /**
   * Gives Tomcat what was read of a connection, if anything was, and has it look at once, on a
   * thread of its pool: since the bytes are not in the kernel any more, the poller would not notice
   * them.
   *
   * <p>The connection is then where it would be after {@code NioEndpoint.Poller.processKey}: the
   * poller knows it and waits for nothing, and a thread reads it. So nobody else can read it at the
   * same time, and it can be waited for, written to by the poller (sendfile), and closed. (8.5.78
   * to 11.0.27: {@code NioSocketWrapper} begins with no interest; {@code Poller.events} wants to
   * find the key of what it is to wait for, and closes what has none; {@code Poller.timeout} looks
   * at nothing without interest; {@code cancelledKey}, which closes what {@code processSocket} does
   * not want, is {@code close} since Java 11.)
   *
   * @return whether that was done, and the poller is not to be told
   */
  boolean handOver(NioSocketWrapper connection, NioEndpoint endpoint) throws IOException {
    if (!taken && !broken) {
      taken = true;
    }
    if (all.isEmpty()) {
      return false;
    }
    SocketChannel channel = connection.getSocket().getIOChannel();
    Kept kept = channel == null ? null : all.remove(channel);
    if (channel == null || kept == null) {
      return false;
    }
    boolean given = false;
    try {
      kept.giveTo(connection);
      given = true;
    } finally {
      if (!given) {
        broken = true;
        taken = false;
        connection.close();
      }
    }
    try {
      // Needs no wakeup: there is nothing to select yet.
      channel.register(connection.getPoller().getSelector(), 0, connection);
    } catch (IOException | RuntimeException stopping) {
      // A connector that stops closes its connections and its selector. What comes of it without
      // us, comes.
      return false;
    }
    if (!endpoint.processSocket(connection, SocketEvent.OPEN_READ, true)) {
      connection.close();
    }
    return true;
  }

  /**
   * drop444 goes, and with it went the call site that would have taken these; the poller knows the
   * connections by now. It may call a thread, too, if the client sends more just now; as with any
   * connection, the one that comes later finds nothing.
   */
  @Override
  public void close() {
    all.forEach(
        (channel, kept) -> {
          if (all.remove(channel, kept)) {
            kept.giveLate(channel);
          }
        });
  }

  /** What was read of a connection. */
  private static final class Kept {
    private final ByteBuffer read;
    private final KnownConnector connector;

    Kept(ByteBuffer read, KnownConnector connector) {
      this.read = read;
      this.connector = connector;
    }

    /** As Tomcat gives back what a protocol has read too far. */
    void giveTo(SocketWrapperBase<?> connection) {
      SocketBufferHandler buffers = connection.getSocketBufferHandler();
      if (buffers.getReadBuffer().capacity() < read.remaining()) {
        // The default is twice as large (socket.appReadBufSize).
        buffers.expand(read.remaining());
      }
      connection.unRead(read);
      connector.giveBuffer(read);
    }

    void giveLate(SocketChannel channel) {
      AbstractEndpoint<?, ?> endpoint = connector.workers.endpoint();
      NioSocketWrapper connection = endpoint == null ? null : find(endpoint, channel);
      if (endpoint instanceof NioEndpoint && connection != null) {
        giveTo(connection);
        ((NioEndpoint) endpoint).processSocket(connection, SocketEvent.OPEN_READ, true);
      }
    }

    private static @Nullable NioSocketWrapper find(
        AbstractEndpoint<?, ?> endpoint, SocketChannel channel) {
      for (SocketWrapperBase<?> each : endpoint.getConnections()) {
        Object socket = each.getSocket();
        if (socket instanceof NioChannel && ((NioChannel) socket).getIOChannel() == channel) {
          return (NioSocketWrapper) each;
        }
      }
      return null;
    }
  }
}
