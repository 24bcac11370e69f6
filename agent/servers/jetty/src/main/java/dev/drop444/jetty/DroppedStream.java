package dev.drop444.jetty;

import dev.drop444.engine.gate.Closing;
import dev.drop444.jetty.io.HalfClosedConnection;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.TunnelSupport;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What an application that was dispatched goes on with when its response is dropped. To Jetty the
 * response is committed, so that no error page follows; what is written goes nowhere and succeeds,
 * for as long as a dropped connection is drained at most. Then it fails as it does when the client
 * has gone, or an application that never stops writing would never learn of it.
 *
 * <p>Stands in front of Jetty's stream, by Jetty's own means ({@code
 * Request.addHttpStreamWrapper}), and so is seen by no application. Thread-safe as far as the
 * stream behind it is.
 */
final class DroppedStream implements HttpStream {

  private final HttpStream next;
  private final HttpChannelState channel;
  private final PrivateMembers members;
  private final @Nullable HalfClosedConnection halfClosed;
  private final boolean reset;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final long since = System.nanoTime();

  /**
   * A stream in place of another.
   *
   * @param next Jetty's
   * @param halfClosed drained when the application is done; null if there is nothing to drain
   * @param reset whether the client was told that the stream has ended (HTTP/2), so that nothing of
   *     the body will come any more
   */
  DroppedStream(
      HttpStream next,
      HttpChannelState channel,
      PrivateMembers members,
      @Nullable HalfClosedConnection halfClosed,
      boolean reset) {
    this.next = next;
    this.channel = channel;
    this.members = members;
    this.halfClosed = halfClosed;
    this.reset = reset;
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (response != null) {
      members.setLoggedStatus(channel, RequestAdvice.STATUS_IN_REQUEST_LOG);
    }
    if (System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(Closing.DRAIN_MILLIS)) {
      callback.failed(new EofException("dropped"));
      return;
    }
    if (content != null) {
      content.position(content.limit());
    }
    callback.succeeded();
  }

  /** In Jetty 12.1 and later; there is nothing in progress. */
  public Runnable cancelSend(Throwable cause, Callback callback) {
    return () -> callback.failed(cause);
  }

  @Override
  public Content.@Nullable Chunk read() {
    return reset ? Content.Chunk.from(new EofException("dropped"), true) : next.read();
  }

  @Override
  public void demand() {
    if (reset) {
      wakeReader();
    } else {
      next.demand();
    }
  }

  /** Lets whoever waits for the body read, and so learn that none will come. */
  void wakeReader() {
    Runnable reader = channel.onContentAvailable();
    if (reader != null) {
      reader.run();
    }
  }

  /** Never a failure: what the client still sends is drained or ignored. */
  @Override
  public @Nullable Throwable consumeAvailable() {
    next.consumeAvailable();
    return null;
  }

  @Override
  public boolean isCommitted() {
    return true;
  }

  @Override
  public void succeeded() {
    end();
  }

  @Override
  public void failed(Throwable cause) {
    end();
  }

  /** The application and Jetty are done with the exchange. */
  private void end() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    if (halfClosed == null) {
      next.failed(new DroppedException());
    } else {
      halfClosed.drain(() -> next.failed(new DroppedException()));
    }
  }

  @Override
  public String getId() {
    return next.getId();
  }

  @Override
  public void prepareResponse(HttpFields.Mutable headers) {}

  @Override
  public void push(MetaData.Request resource) {}

  @Override
  public long getIdleTimeout() {
    return next.getIdleTimeout();
  }

  @Override
  public void setIdleTimeout(long idleTimeoutMs) {
    next.setIdleTimeout(idleTimeoutMs);
  }

  @Override
  public @Nullable TunnelSupport getTunnelSupport() {
    return next.getTunnelSupport();
  }

  @Override
  public InvocationType getInvocationType() {
    return next.getInvocationType();
  }
}
