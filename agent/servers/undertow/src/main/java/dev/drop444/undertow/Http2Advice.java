package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.protocol.framed.FrameHeaderData;
import java.io.IOException;

/**
 * Keeps an HTTP/2 connection alive after one of its uploads was dropped. Stateless.
 *
 * <p>A client may have sent more of the body before it learns of RST_STREAM. Such frames are to be
 * ignored, yet counted against the connection's flow-control window (RFC 9113 section 5.1).
 * Undertow 2.3 and 2.4 forget a stream that they have reset, and answer its DATA with GOAWAY.
 */
public final class Http2Advice {

  private final PrivateMembers members = new PrivateMembers();

  public Http2Advice(Gates gates) {}

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
