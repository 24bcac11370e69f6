package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a dropped HTTP/1 connection: an upgrade to a protocol in which everything the client
 * sends is thrown away and nothing is answered, until the client closes, or one of {@link
 * Closing#DRAIN_BYTES} and {@link Closing#DRAIN_MILLIS} is reached. Closing earlier, with input
 * unread, would make the kernel send RST, and a dropped POST would look different from a dropped
 * GET (RFC 9112 section 9.6).
 *
 * <p>Being an upgrade, it is Tomcat's poller that waits, Tomcat's timeout that ends a silent
 * client, and Tomcat's own close that counts the connection down; no thread is held. With NIO reads
 * the raw channel: bytes that are thrown away need no decryption. Confined to the thread that holds
 * the connection's lock. No method throws.
 */
final class Drain implements InternalHttpUpgradeHandler {

  private static final int SCRATCH_BYTES = 8 * 1024;

  private final SocketWrapperBase<?> connection;
  private final boolean moreToCome;
  private final boolean reset;
  private final long started = System.nanoTime();
  private boolean entered;
  private int bytesLeft = Closing.DRAIN_BYTES;

  /**
   * A drain of a connection that was half-closed, or closed, a moment ago, or is to be reset.
   *
   * @param moreToCome whether to wait for input: for a body, or over TLS for the close_notify with
   *     which clients answer FIN. If not, only what has arrived is read, and a client that never
   *     closes holds nothing
   * @param reset whether the connection is still to be reset, instead of drained
   */
  Drain(SocketWrapperBase<?> connection, boolean moreToCome, boolean reset) {
    this.connection = connection;
    this.moreToCome = moreToCome;
    this.reset = reset;
  }

  /** Called by Tomcat 10.1 and later. */
  @Override
  public void init(jakarta.servlet.http.WebConnection unused) {
    init();
  }

  /** Called by Tomcat 9.0 and before, where this is the method of the interface. */
  public void init(javax.servlet.http.WebConnection unused) {
    init();
  }

  /** Called once, after Tomcat switched the HTTP timeouts off. */
  private void init() {
    // The poller compares with the last read that went through the wrapper, and none does any more:
    // the timeout is one for all of the drain, not one between two reads.
    connection.setReadTimeout(Closing.DRAIN_MILLIS);
    if (connection instanceof NioSocketWrapper) {
      ((NioSocketWrapper) connection).updateLastRead();
    }
  }

  @Override
  public SocketState upgradeDispatch(SocketEvent event) {
    // The first event is the one that the dropped request came with, whatever that was.
    boolean ended = entered && event != SocketEvent.OPEN_READ && event != SocketEvent.OPEN_WRITE;
    entered = true;
    if (ended || !discard()) {
      return SocketState.CLOSED;
    }
    if (event == SocketEvent.OPEN_WRITE) {
      // After this one Tomcat does not by itself wait for input (AbstractProtocol, 9.0 to 11.0).
      connection.registerReadInterest();
    }
    return SocketState.UPGRADED;
  }

  /** Reads what is there; true if it is worth waiting for more. */
  private boolean discard() {
    try {
      NetworkChannel channel = RawSocket.channel(connection);
      if (channel == null || !channel.isOpen()) {
        return false;
      }
      if (reset) {
        RawSocket.reset(connection, channel);
        return false;
      }
      return channel instanceof SocketChannel
          ? discard((SocketChannel) channel)
          : moreToCome && discardThroughWrapper();
    } catch (IOException | RuntimeException gone) {
      return false;
    }
  }

  private boolean discard(SocketChannel channel) throws IOException {
    ByteBuffer scratch = connection.getSocketBufferHandler().getReadBuffer();
    while (bytesLeft > 0) {
      scratch.clear();
      int read = channel.read(scratch);
      if (read <= 0) {
        return read == 0 && moreToCome && millisLeft() > 0;
      }
      bytesLeft -= read;
    }
    return false;
  }

  /**
   * NIO2: what is not there yet Tomcat reads when it comes, and calls again. Its timeout is one
   * between two reads, and so is shortened each time.
   *
   * <p>So nothing is read that is not waited for, and what is waited for is never given up: where a
   * channel is closed while it is read, the listener was seen to miss an event that came at that
   * moment (JDK 17, one in some thousands of closes), and nobody was accepted any more.
   */
  private boolean discardThroughWrapper() throws IOException {
    ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES);
    while (bytesLeft > 0) {
      scratch.clear();
      connection.setReadTimeout(Math.max(1, millisLeft()));
      int read = connection.read(false, scratch);
      if (read <= 0) {
        return read == 0;
      }
      bytesLeft -= read;
    }
    return false;
  }

  private long millisLeft() {
    return Closing.DRAIN_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
  }

  @Override
  public void timeoutAsync(long now) {
    // The read timeout covers it.
  }

  @Override
  public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
    // Known since the constructor.
  }

  @Override
  public void setSslSupport(SSLSupport sslSupport) {}

  /** Has no default in Tomcat 8.5. */
  @Override
  public @Nullable UpgradeInfo getUpgradeInfo() {
    return null;
  }

  @Override
  public void pause() {}

  @Override
  public void destroy() {}
}
