package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.framed.FrameHeaderData;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.ParameterLimitException;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is special about HTTP/2: the malformed gate, and keeping a connection alive after one of its
 * uploads was dropped. Stateless.
 *
 * <p>A client may have sent more of the body before it learns of RST_STREAM. Such frames are to be
 * ignored, yet counted against the connection's flow-control window (RFC 9113 section 5.1).
 * Undertow 2.3 and 2.4 forget a stream that they have reset, and answer its DATA with GOAWAY.
 */
public final class Http2Advice {

  private final Gates gates;
  private final PrivateMembers members = new PrivateMembers();

  public Http2Advice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Where {@code Connectors.setExchangeRequestPath} throws: Undertow then answers 400 or, if it is
   * not one of its own exceptions, logs an error and closes the connection. Everything else that it
   * finds wrong with a request of HTTP/2 it answers with RST_STREAM or GOAWAY.
   *
   * @return what to throw instead, so that the server is quiet; null for the original
   */
  public @Nullable Throwable refusedTarget(
      HttpServerExchange exchange,
      String target,
      String charset,
      boolean decode,
      boolean allowSlash,
      Object decodeBuffer,
      int maxParameters,
      Throwable thrown) {
    // Handlers may call the method too. Only before dispatch are the pseudo-header fields there.
    if (!(exchange.getConnection() instanceof Http2ServerConnection)
        || !exchange.getRequestHeaders().contains(Http2Channel.PATH)
        || Management.isLeftAlone(exchange.getConnection().getWorker(), gates)) {
      return null;
    }
    Http2ServerConnection stream = (Http2ServerConnection) exchange.getConnection();
    Http2Request request = Http2Request.of(stream, members);
    if (request == null) {
      return null;
    }
    Refusal refusal = Refusal.ofTarget(exchange, target, thrown);
    InetSocketAddress peer = stream.getPeerAddress(InetSocketAddress.class);
    InetSocketAddress local = stream.getLocalAddress(InetSocketAddress.class);
    Verdict verdict =
        gates.malformed(
            peer == null ? null : peer.getAddress(),
            local == null ? 0 : local.getPort(),
            refusal.what(),
            refusal.excerpt());
    if (!verdict.drops()) {
      return null;
    }
    request.dropNow(exchange, verdict);
    return thrown instanceof ParameterLimitException
        ? null
        : new ParameterLimitException(thrown.getMessage());
  }

  /**
   * Before {@code Http2Channel.createChannel}, which is asked about each frame that belongs to no
   * open stream. Costs requests that go well one comparison.
   *
   * @return true to ignore the frame
   */
  public boolean streamlessFrame(Http2Channel self, FrameHeaderData frame, Object payload) {
    if (!members.isData(frame)) {
      return false;
    }
    DroppedUploads uploads = DroppedUploads.of(self);
    long length = frame.getFrameLength();
    if (uploads == null || !uploads.expect(members.streamId(frame), length)) {
      return false;
    }
    try {
      // The connection's window only; a window update for the stream would break the protocol.
      self.updateReceiveFlowControlWindow((int) length);
    } catch (IOException gone) {
      // Nobody is left to send more.
    }
    return true;
  }
}
