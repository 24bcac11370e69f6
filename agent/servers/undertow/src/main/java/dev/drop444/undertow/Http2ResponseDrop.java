package dev.drop444.undertow;

import dev.drop444.engine.gate.Verdict;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.HttpServerExchange;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The drop of an HTTP/2 response: the end of its stream or of the whole connection, while the
 * application goes on with an exchange that leads nowhere.
 */
final class Http2ResponseDrop implements Runnable {

  private final Http2Channel channel;
  private final int streamId;
  private final HttpServerExchange exchange;
  private final Verdict verdict;
  private final PrivateMembers members;
  private final boolean uploading;

  Http2ResponseDrop(
      Http2Channel channel,
      int streamId,
      HttpServerExchange exchange,
      Verdict verdict,
      PrivateMembers members) {
    this.channel = channel;
    this.streamId = streamId;
    this.exchange = exchange;
    this.verdict = verdict;
    this.members = members;
    this.uploading = !exchange.isRequestComplete();
  }

  /**
   * From here on the stream or the connection ends, or this throws and nothing has changed. On the
   * thread that has the exchange, before anything was written.
   *
   * @return where the response goes
   */
  StreamSinkConduit begin(StreamSinkConduit instead) {
    // All of it before the I/O thread may reset the stream, with which the exchange may be over.
    StreamSinkConduit dropped = new DroppedSink(exchange, instead);
    int status = exchange.getStatusCode();
    exchange.setStatusCode(ServerStatus.DROPPED);
    try {
      channel.getIoThread().execute(this);
    } catch (RuntimeException stopping) {
      exchange.setStatusCode(status);
      throw stopping;
    }
    return dropped;
  }

  /** On the connection's I/O thread. */
  @Override
  public void run() {
    if (verdict.closesHttp2Connection()) {
      new ConnectionEnd(members.connection(channel), channel, channel.getBufferPool(), members)
          .end(verdict.closing());
      return;
    }
    if (uploading) {
      DroppedUploads.add(channel, streamId);
    }
    channel.sendRstStream(streamId, Http2Channel.ERROR_CANCEL);
  }
}
