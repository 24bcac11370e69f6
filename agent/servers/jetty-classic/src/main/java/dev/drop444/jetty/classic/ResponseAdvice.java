package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.HalfClosedConnection;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Asks the response gate where HTTP/1 is about to send a head, whoever made it: handler, servlet,
 * error page. Thread-safe; allocates nothing unless the gate looks at the status.
 */
public final class ResponseAdvice {

  private final ResponseGate gate;
  private final Drops drops;

  public ResponseAdvice(Gates gates, ResponseGate gate, Drops drops) {
    this.gate = gate;
    this.drops = drops;
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
    return send(self, response, content, callback);
  }

  /** The same, from Jetty 10 on. */
  public boolean send(
      HttpConnection self,
      MetaData.@Nullable Request request,
      MetaData.@Nullable Response response,
      @Nullable ByteBuffer content,
      boolean last,
      Callback callback) {
    return send(self, response, content, callback);
  }

  private boolean send(
      HttpConnection self,
      MetaData.@Nullable Response response,
      @Nullable ByteBuffer content,
      Callback callback) {
    DroppedExchange dropped = drops.exchange(self);
    if (dropped == null) {
      if (response == null || !gate.looksAt(response)) {
        return false;
      }
      Verdict verdict = gate.judge(self.getHttpChannel(), response);
      if (!verdict.drops()) {
        return false;
      }
      dropped = Http1Drop.ofDispatched(verdict, self);
      drops.add(self, dropped);
    }
    dropped.swallow(content, callback);
    return true;
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
