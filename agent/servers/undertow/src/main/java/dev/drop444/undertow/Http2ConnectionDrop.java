package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.HttpServerExchange;

/** The end of a whole HTTP/2 connection, without GOAWAY. Done on its I/O thread. */
final class Http2ConnectionDrop implements Runnable {

  private final HttpServerExchange exchange;
  private final Closing closing;
  private final ConnectionEnd end;

  Http2ConnectionDrop(
      HttpServerExchange exchange, Http2Channel channel, Closing closing, PrivateMembers members) {
    this.exchange = exchange;
    this.closing = closing;
    this.end =
        new ConnectionEnd(members.connection(channel), channel, channel.getBufferPool(), members);
  }

  @Override
  public void run() {
    try {
      end.end(closing);
    } finally {
      new ExchangeEnd(exchange).run();
    }
  }
}
