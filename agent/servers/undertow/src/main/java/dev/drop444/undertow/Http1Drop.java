package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http.PipeliningBufferingStreamSinkConduit;
import java.io.IOException;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;

/**
 * The drop of an HTTP/1 request: the end of its connection. Done on the connection's I/O thread,
 * because Undertow's channels are not safe to close elsewhere while they are read ({@code
 * SslConduit}); the gate itself may run on a worker (pipelined requests).
 */
final class Http1Drop implements Runnable {

  private final HttpServerExchange exchange;
  private final HttpServerConnection connection;
  private final Closing closing;
  private final PrivateMembers members;

  Http1Drop(
      HttpServerExchange exchange,
      HttpServerConnection connection,
      Closing closing,
      PrivateMembers members) {
    this.exchange = exchange;
    this.connection = connection;
    this.closing = closing;
    this.members = members;
  }

  /** From here on the connection ends, or this throws and nothing has changed. */
  void begin() {
    connection.getIoThread().execute(this);
  }

  @Override
  public void run() {
    boolean ending = false;
    try {
      // What completion listeners see, among them the listener's statistics.
      exchange.setStatusCode(ServerStatus.DROPPED);
      // Else Undertow starts the idle timeout of the next request after the close listeners have
      // cancelled it, and the timer keeps the dead connection in memory until it fires.
      exchange.setPersistent(false);
      if (closing == Closing.FIN) {
        deliverEarlierResponses();
        halfClose();
        ending = true;
      } else {
        connection.setOption(Options.CLOSE_ABORT, true);
      }
    } catch (IOException gone) {
      // The client was faster. Closing is all that is left to do.
    } finally {
      if (!ending) {
        IoUtils.safeClose(connection);
      }
    }
  }

  /**
   * Undertow may hold back the responses of a pipeline until it runs dry ({@code
   * BUFFER_PIPELINED_DATA}). They belong to requests that passed. What the socket does not take at
   * once is lost: a client that does not read is not waited for.
   */
  private void deliverEarlierResponses() throws IOException {
    PipeliningBufferingStreamSinkConduit held = connection.getPipelineBuffer();
    if (held != null) {
      held.flushPipelinedData();
    }
  }

  private void halfClose() throws IOException {
    StreamConnection channel = connection.getChannel();
    StreamConnection tcp = members.tcp(channel);
    HalfClose half =
        tcp == channel
            // The channel's present conduits belong to the exchange: body framing, buffers.
            ? new HalfClose(
                connection.getOriginalSourceConduit(),
                connection.getOriginalSinkConduit(),
                channel,
                connection,
                connection.getByteBufferPool())
            : new HalfClose(
                tcp.getSourceChannel().getConduit(),
                tcp.getSinkChannel().getConduit(),
                channel,
                connection,
                connection.getByteBufferPool());
    half.begin();
  }
}
