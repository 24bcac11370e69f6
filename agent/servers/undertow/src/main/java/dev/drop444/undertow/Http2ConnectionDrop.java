package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;

/** The end of a whole HTTP/2 connection, without GOAWAY. Done on its I/O thread. */
final class Http2ConnectionDrop implements Runnable {

  private final HttpServerExchange exchange;
  private final Http2Channel channel;
  private final Closing closing;
  private final PrivateMembers members;

  Http2ConnectionDrop(
      HttpServerExchange exchange, Http2Channel channel, Closing closing, PrivateMembers members) {
    this.exchange = exchange;
    this.channel = channel;
    this.closing = closing;
    this.members = members;
  }

  @Override
  public void run() {
    boolean ending = false;
    try {
      if (closing == Closing.FIN) {
        StreamConnection connection = members.connection(channel);
        StreamConnection tcp = members.tcp(connection);
        new HalfClose(
                tcp.getSourceChannel().getConduit(),
                tcp.getSinkChannel().getConduit(),
                connection,
                channel,
                channel.getBufferPool())
            .begin();
        ending = true;
      } else {
        channel.setOption(Options.CLOSE_ABORT, true);
      }
    } catch (IOException gone) {
      // The client was faster. Closing is all that is left to do.
    } finally {
      if (!ending) {
        IoUtils.safeClose(channel);
      }
      new ExchangeEnd(exchange).run();
    }
  }
}
