package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import org.eclipse.jetty.http2.FlowControlStrategy;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.util.Callback;

/**
 * Throws away DATA that was on its way when its stream was reset, as RFC 9113 section 5.1 wants it:
 * Jetty answers each frame with another RST_STREAM, of which it allows only so many. Thread-safe.
 */
public final class Http2DataAdvice {

  private final Http2Drop drop;

  public Http2DataAdvice(Gates gates, Http2Drop drop) {
    this.drop = drop;
  }

  /**
   * DATA has arrived.
   *
   * @return whether it was thrown away; what the connection may send is as if it had been read
   */
  public boolean onData(HTTP2Session self, DataFrame frame, Callback callback) {
    if (!drop.isLate(self, frame) || self.getStream(frame.getStreamId()) != null) {
      return false;
    }
    int length = frame.remaining() + frame.padding();
    FlowControlStrategy flowControl = self.getFlowControlStrategy();
    flowControl.onDataReceived(self, null, length);
    flowControl.onDataConsumed(self, null, length);
    callback.succeeded();
    return true;
  }
}
