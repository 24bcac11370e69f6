package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The drop of an HTTP/1 response: the end of its connection, while the application goes on with an
 * exchange that leads nowhere.
 */
final class Http1ResponseDrop implements Runnable {

  private final HttpServerConnection connection;
  private final HttpServerExchange exchange;
  private final Closing closing;
  private final ConnectionEnd end;

  Http1ResponseDrop(
      HttpServerConnection connection,
      HttpServerExchange exchange,
      Closing closing,
      PrivateMembers members) {
    this.connection = connection;
    this.exchange = exchange;
    this.closing = closing;
    this.end = new ConnectionEnd(connection, members);
  }

  /**
   * From here on the connection ends, or this throws and nothing has changed. On the thread that
   * has the exchange, before anything was written.
   *
   * @return where the response goes
   */
  StreamSinkConduit begin(StreamSinkConduit instead) {
    StreamConnection channel = connection.getChannel();
    ConduitStreamSourceChannel source = channel.getSourceChannel();
    StreamSourceConduit body = source.getConduit();
    if (closing == Closing.FIN) {
      // This thread may write, and no other may.
      HeldResponses.deliver(connection);
    }
    // All of it before the other thread may close the connection.
    Orphan orphan = Orphan.make(channel, exchange);
    if (!exchange.isRequestComplete()) {
      source.setConduit(new DroppedSource(exchange, channel, body));
    }
    try {
      connection.getIoThread().execute(this);
    } catch (RuntimeException stopping) {
      source.setConduit(body);
      orphan.forget();
      throw stopping;
    }
    orphan.discard();
    exchange.setStatusCode(ServerStatus.DROPPED);
    exchange.setPersistent(false);
    return new DroppedSink(exchange, instead);
  }

  /** On the connection's I/O thread. */
  @Override
  public void run() {
    end.end(closing);
  }
}
