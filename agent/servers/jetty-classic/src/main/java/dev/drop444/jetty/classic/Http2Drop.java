package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.TcpConnection;
import java.io.IOException;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.IStream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/** Ends one HTTP/2 stream, or the connection under it, without a byte of response. */
final class Http2Drop {

  private Http2Drop() {}

  static void carryOut(Verdict verdict, IStream stream, EndPoint endPoint) {
    if (verdict.closesHttp2Connection()) {
      closeConnection(verdict.closing(), endPoint);
    } else {
      stream.reset(
          new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
    }
  }

  /** At the bottom, so that neither RST_STREAM nor GOAWAY can be written. */
  private static void closeConnection(Closing closing, EndPoint endPoint) {
    TcpConnection tcp = TcpConnection.under(endPoint);
    if (tcp == null) {
      endPoint.close();
      return;
    }
    try {
      if (closing == Closing.RST) {
        tcp.abortOnClose();
      }
    } catch (IOException gone) {
      // The client closed first.
    } finally {
      tcp.close();
    }
  }
}
