package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListeners;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/**
 * The response channel of an exchange that was dropped while the application had it. Nothing of
 * what is written reaches the wire, which has ended or is about to.
 *
 * <p>An ordinary response is written to its end, and nobody notices. One that is endless fails
 * after a while, as it does when the client has gone: after as much time and as many bytes as the
 * client of a dropped connection gets, or after half a minute.
 */
final class DroppedSink extends DiscardingSink implements Runnable {

  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(Closing.DRAIN_MILLIS);
  private static final long TOO_LONG_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final HttpServerExchange exchange;
  private final ConduitStreamSinkChannel channel;
  private final long since = System.nanoTime();
  private volatile boolean resumed;
  private boolean ended;
  private boolean finished;

  DroppedSink(HttpServerExchange exchange, StreamSinkConduit unused) {
    super(exchange, unused);
    this.exchange = exchange;
    this.channel = Connectors.getConduitSinkChannel(exchange);
  }

  @Override
  void accept() throws IOException {
    if (ended || isEndless()) {
      throw new ClosedChannelException();
    }
  }

  private boolean isEndless() {
    long age = System.nanoTime() - since;
    return age > TOO_LONG_NANOS || (age > LONG_NANOS && discarded() > Closing.DRAIN_BYTES);
  }

  /** Ends the exchange, once the application has ended its response. */
  @Override
  public boolean flush() {
    if (ended && !finished) {
      finished = true;
      Connectors.terminateRequest(exchange);
      Connectors.terminateResponse(exchange);
    }
    return true;
  }

  @Override
  public void terminateWrites() {
    ended = true;
  }

  @Override
  public void truncateWrites() {
    terminateWrites();
    flush();
  }

  @Override
  public boolean isWriteShutdown() {
    return ended;
  }

  @Override
  public void resumeWrites() {
    if (!resumed) {
      resumed = true;
      getWriteThread().execute(this);
    }
  }

  @Override
  public void wakeupWrites() {
    resumeWrites();
  }

  @Override
  public void suspendWrites() {
    resumed = false;
  }

  @Override
  public boolean isWriteResumed() {
    return resumed;
  }

  /** Always writable, so the listener is called for as long as it wants to be. */
  @Override
  public void run() {
    if (!resumed) {
      return;
    }
    if (channel.getWriteListener() == null) {
      resumed = false;
      return;
    }
    ChannelListeners.invokeChannelListener(channel, channel.getWriteListener());
    if (resumed) {
      getWriteThread().execute(this);
    }
  }

  @Override
  public void awaitWritable() {
    // Always writable.
  }

  @Override
  public void awaitWritable(long time, TimeUnit unit) {
    // Always writable.
  }

  /** Who wants to know when the wire is ready has nothing to hear. */
  @Override
  public void setWriteReadyHandler(WriteReadyHandler handler) {}
}
