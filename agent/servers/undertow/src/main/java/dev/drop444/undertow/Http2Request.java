package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import org.jspecify.annotations.Nullable;

/** An HTTP/2 request and the two ways to drop it. Confined to the connection's I/O thread. */
final class Http2Request {

  private final Http2Channel channel;
  private final int streamId;
  private final PrivateMembers members;

  private Http2Request(Http2Channel channel, int streamId, PrivateMembers members) {
    this.channel = channel;
    this.streamId = streamId;
    this.members = members;
  }

  /**
   * The request of a stream.
   *
   * @return null if the client sent none on it: a pushed response, or stream 1 after an upgrade
   *     from HTTP/1.1, whose request was judged before the 101
   */
  static @Nullable Http2Request of(Http2ServerConnection stream, PrivateMembers members) {
    Http2StreamSourceChannel source = members.requestChannel(stream);
    return source == null
        ? null
        : new Http2Request(source.getHttp2Channel(), source.getStreamId(), members);
  }

  /** From here on the stream or the connection ends, or this throws and nothing has changed. */
  void drop(HttpServerExchange exchange, Verdict verdict) {
    if (verdict.closesHttp2Connection()) {
      dropConnection(exchange, verdict.closing());
    } else {
      dropStream(exchange);
    }
  }

  /**
   * Drops a request that Undertow is about to answer itself, on this very turn: an exchange that
   * has ended is not answered.
   */
  void dropNow(HttpServerExchange exchange, Verdict verdict) {
    boolean uploading = !exchange.isRequestComplete();
    if (verdict.closesHttp2Connection()) {
      dropConnection(exchange, verdict.closing());
    } else {
      reset(uploading);
    }
    new ExchangeEnd(exchange).run();
  }

  private void dropStream(HttpServerExchange exchange) {
    boolean uploading = !exchange.isRequestComplete();
    channel.getIoThread().execute(new ExchangeEnd(exchange));
    reset(uploading);
  }

  private void reset(boolean uploading) {
    if (uploading) {
      DroppedUploads.add(channel, streamId);
    }
    // Now, not on the next turn: a DATA frame may be next in the buffer that is being read.
    channel.sendRstStream(streamId, Http2Channel.ERROR_CANCEL);
  }

  private void dropConnection(HttpServerExchange exchange, Closing closing) {
    channel.getIoThread().execute(new Http2ConnectionDrop(exchange, channel, closing, members));
    // The buffer that is being read may hold more requests; none of them is to be dispatched.
    channel.suspendReceives();
  }
}
