package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * {@link Closing#FIN} over XNIO: FIN at once, then what the client still sends is read and thrown
 * away, then the connection is closed. It works on the TCP conduits below TLS, so no close_notify
 * is written and nothing is decrypted. Driven by the I/O thread's selector and timer; no thread
 * waits.
 *
 * <p>Confined to the connection's I/O thread.
 */
final class HalfClose implements ReadReadyHandler, Runnable {

  private final StreamSourceConduit source;
  private final StreamSinkConduit sink;
  private final StreamConnection connection;
  private final Closeable whole;
  private final ByteBufferPool buffers;
  private XnioExecutor.@Nullable Key timer;
  private long left = Closing.DRAIN_BYTES;

  /**
   * Prepares.
   *
   * @param source what the TCP connection is read from, below TLS and what Undertow has put on it
   * @param sink where it is written to
   * @param connection the connection that Undertow reads requests from
   * @param whole what has to be closed so that Undertow cleans up all of it
   */
  HalfClose(
      StreamSourceConduit source,
      StreamSinkConduit sink,
      StreamConnection connection,
      Closeable whole,
      ByteBufferPool buffers) {
    this.source = source;
    this.sink = sink;
    this.connection = connection;
    this.whole = whole;
    this.buffers = buffers;
  }

  /**
   * Instead of {@link #begin}, for a client that has nothing more to say: throws away what has
   * arrived, and closes. With nothing left to read the kernel sends FIN for that. Takes half of
   * what it takes to wait for the client's own. If this throws, the caller closes.
   */
  void finish() throws IOException {
    drain();
    close();
  }

  /** Sends FIN. If this throws, the caller closes. */
  void begin() throws IOException {
    timer =
        connection.getIoThread().executeAfter(this, Closing.DRAIN_MILLIS, TimeUnit.MILLISECONDS);
    source.setReadReadyHandler(this);
    sink.terminateWrites();
    readReady();
    source.resumeReads();
  }

  /** Input, or the end of it. */
  @Override
  public void readReady() {
    boolean more = false;
    try {
      more = drain();
    } catch (IOException reset) {
      // The client is gone, and so is what it had to send.
    } finally {
      if (!more) {
        close();
      }
    }
  }

  private boolean drain() throws IOException {
    try (PooledByteBuffer pooled = buffers.allocate()) {
      ByteBuffer buffer = pooled.getBuffer();
      while (left > 0) {
        buffer.clear();
        int read = source.read(buffer);
        if (read <= 0) {
          return read == 0;
        }
        left -= read;
      }
      return false;
    }
  }

  /** Time is up. */
  @Override
  public void run() {
    close();
  }

  /** The reading end is closed, by us or by Undertow; we stand where Undertow listens for that. */
  @Override
  public void terminated() {
    cancelTimer();
    ChannelListeners.invokeChannelListener(
        connection.getSourceChannel(), connection.getSourceChannel().getCloseListener());
  }

  /** The worker is shutting down. */
  @Override
  public void forceTermination() {
    close();
  }

  private void close() {
    cancelTimer();
    IoUtils.safeClose(whole);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.remove();
    }
  }
}
