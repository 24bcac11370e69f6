package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.IStream;
import org.eclipse.jetty.http2.server.HttpTransportOverHTTP2;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** {@link ResponseAdvice} for HTTP/2, whose classes are there only where its module is. */
public final class Http2ResponseAdvice {

  private final ResponseGate gate;
  private final Drops drops;

  public Http2ResponseAdvice(Gates gates, ResponseGate gate, Drops drops) {
    this.gate = gate;
    this.drops = drops;
  }

  /** As {@link ResponseAdvice#send94}. */
  public boolean send94(
      HttpTransportOverHTTP2 self,
      MetaData.@Nullable Response response,
      boolean head,
      @Nullable ByteBuffer content,
      boolean last,
      Callback callback) {
    return send(self, response, content, callback);
  }

  /** As {@link ResponseAdvice#send}. */
  public boolean send(
      HttpTransportOverHTTP2 self,
      MetaData.@Nullable Request request,
      MetaData.@Nullable Response response,
      @Nullable ByteBuffer content,
      boolean last,
      Callback callback) {
    return send(self, response, content, callback);
  }

  private boolean send(
      HttpTransportOverHTTP2 self,
      MetaData.@Nullable Response response,
      @Nullable ByteBuffer content,
      Callback callback) {
    DroppedExchange dropped = drops.exchange(self);
    if (dropped == null) {
      if (response == null || !gate.looksAt(response)) {
        return false;
      }
      IStream stream = self.getStream();
      Object channel = stream == null ? null : stream.getAttachment();
      if (stream == null || !(channel instanceof HttpChannel)) {
        return false;
      }
      Verdict verdict = gate.judge((HttpChannel) channel, response);
      if (!verdict.drops()) {
        return false;
      }
      dropped = new DroppedExchange(null);
      drops.add(self, dropped);
      Http2Drop.carryOut(verdict, stream, ((HttpChannel) channel).getEndPoint());
    }
    dropped.swallow(content, callback);
    return true;
  }

  /**
   * Jetty and the application are done with an exchange.
   *
   * @return false: the method always runs
   */
  public boolean onCompleted(HttpTransportOverHTTP2 self) {
    drops.takeExchange(self);
    return false;
  }
}
