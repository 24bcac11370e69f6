package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.IStream;
import org.eclipse.jetty.http2.server.HttpTransportOverHTTP2;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpTransport;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** {@link SendAdvice} for HTTP/2, whose classes are there only where its module is. Thread-safe. */
public final class Http2ResponseAdvice extends SendAdvice {

  private final Drops drops;
  private final Http2Drop drop;

  public Http2ResponseAdvice(Gates gates, ResponseGate gate, Drops drops, Http2Drop drop) {
    super(gate, drops);
    this.drops = drops;
    this.drop = drop;
  }

  @Override
  @Nullable HttpChannel channelOf(HttpTransport transport) {
    IStream stream = ((HttpTransportOverHTTP2) transport).getStream();
    Object channel = stream == null ? null : stream.getAttachment();
    return channel instanceof HttpChannel ? (HttpChannel) channel : null;
  }

  @Override
  DroppedExchange drop(Verdict verdict, HttpTransport transport, HttpChannel channel) {
    drop.carryOut(verdict, ((HttpTransportOverHTTP2) transport).getStream(), channel.getEndPoint());
    return new DroppedExchange(null);
  }

  /** As {@link ResponseAdvice#send94}. */
  public boolean send94(
      HttpTransportOverHTTP2 self,
      MetaData.@Nullable Response response,
      boolean head,
      @Nullable ByteBuffer content,
      boolean last,
      Callback callback) {
    return send(self, /* request= */ null, response, head, content, callback);
  }

  /** As {@link ResponseAdvice#send}. */
  public boolean send(
      HttpTransportOverHTTP2 self,
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
   * @return false: the method always runs
   */
  public boolean onCompleted(HttpTransportOverHTTP2 self) {
    drops.takeExchange(self);
    return false;
  }
}
