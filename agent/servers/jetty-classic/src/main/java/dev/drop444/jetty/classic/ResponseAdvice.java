package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.HalfClosedConnection;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.HttpTransport;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** {@link SendAdvice} for HTTP/1. Thread-safe. */
public final class ResponseAdvice extends SendAdvice {

  private final Drops drops;

  public ResponseAdvice(Gates gates, ResponseGate gate, Drops drops) {
    super(gate, drops);
    this.drops = drops;
  }

  @Override
  HttpChannel channelOf(HttpTransport transport) {
    return ((HttpConnection) transport).getHttpChannel();
  }

  @Override
  DroppedExchange drop(Verdict verdict, HttpTransport transport, HttpChannel channel) {
    return Http1Drop.ofDispatched(verdict, (HttpConnection) transport);
  }

  /**
   * Jetty 9.4 sends a head, a part of a body, or both.
   *
   * @param response null if the head was sent before
   * @return whether that has been seen to
   */
  public boolean send94(
      HttpConnection self,
      MetaData.@Nullable Response response,
      boolean head,
      @Nullable ByteBuffer content,
      boolean last,
      Callback callback) {
    return send(self, /* request= */ null, response, head, content, callback);
  }

  /** The same, from Jetty 10 on. */
  public boolean send(
      HttpConnection self,
      MetaData.@Nullable Request request,
      MetaData.@Nullable Response response,
      @Nullable ByteBuffer content,
      boolean last,
      Callback callback) {
    return send(self, request, response, /* head= */ false, content, callback);
  }

  /**
   * Jetty and the application are done with an exchange.
   *
   * @return whether its connection is drained instead of used again
   */
  public boolean onCompleted(HttpConnection self) {
    DroppedExchange dropped = drops.takeExchange(self);
    HalfClosedConnection halfClosed = dropped == null ? null : dropped.halfClosed();
    if (halfClosed == null) {
      return false;
    }
    giveBack(self.getHttpChannel());
    Http1Drop.drain(halfClosed, self);
    return true;
  }

  /** What Jetty does, too, before it uses a channel again. */
  private static void giveBack(HttpChannel channel) {
    try {
      channel.getRequest().getHttpInput().consumeAll();
      channel.recycle();
    } catch (RuntimeException | AssertionError unconsumed) {
      // Its buffer goes with the connection.
    }
  }
}
