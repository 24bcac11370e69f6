package dev.drop444.undertow;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The unread rest of the request body of an HTTP/1 exchange that was dropped while the application
 * had it. Reading fails as it does when the client has gone: an application that goes on reading
 * must not take what it has for all there was. The wire is read elsewhere.
 */
final class DroppedSource extends AbstractStreamSourceConduit<StreamSourceConduit>
    implements Runnable {

  private final HttpServerExchange exchange;
  private final StreamConnection connection;
  private final ConduitStreamSourceChannel channel;
  private volatile boolean resumed;
  private volatile boolean closed;

  DroppedSource(
      HttpServerExchange exchange, StreamConnection connection, StreamSourceConduit unused) {
    super(unused);
    this.exchange = exchange;
    this.connection = connection;
    this.channel = connection.getSourceChannel();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    throw new ClosedChannelException();
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    throw new ClosedChannelException();
  }

  @Override
  public long transferTo(long position, long count, FileChannel to) throws IOException {
    throw new ClosedChannelException();
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel to) throws IOException {
    throw new ClosedChannelException();
  }

  /**
   * Undertow closes the request channel of an exchange that ends unread; XNIO does when the
   * connection closes, and then there may still be somebody to read.
   */
  @Override
  public void terminateReads() {
    // HttpServerConnection says that it is open for as long as the exchange is an orphan.
    if (connection.isOpen() || closed) {
      Connectors.terminateRequest(exchange);
    }
    closed = true;
  }

  @Override
  public boolean isReadShutdown() {
    return exchange.isRequestComplete();
  }

  @Override
  public void resumeReads() {
    resumed = true;
    getReadThread().execute(this);
  }

  @Override
  public void wakeupReads() {
    resumeReads();
  }

  @Override
  public void suspendReads() {
    resumed = false;
  }

  @Override
  public boolean isReadResumed() {
    return resumed;
  }

  /** Whoever waits for data is to try, and to fail. */
  @Override
  public void run() {
    ChannelListener<? super ConduitStreamSourceChannel> listener = channel.getReadListener();
    if (resumed && listener != null) {
      ChannelListeners.invokeChannelListener(channel, listener);
    }
  }

  @Override
  public void awaitReadable() {
    // Reading fails at once.
  }

  @Override
  public void awaitReadable(long time, TimeUnit unit) {
    // Reading fails at once.
  }

  /** Who wants to know when the wire is ready has nothing to hear. */
  @Override
  public void setReadReadyHandler(ReadReadyHandler handler) {}
}
