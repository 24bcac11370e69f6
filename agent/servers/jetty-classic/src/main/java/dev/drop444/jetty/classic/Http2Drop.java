package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.TcpConnection;
import java.io.IOException;
import java.util.Map;
import java.util.WeakHashMap;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.IStream;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * Ends one HTTP/2 stream, or the connection under it, without a byte of response, and says which
 * DATA is what a client had sent before it knew. Shared; thread-safe; keeps no connection alive.
 */
public final class Http2Drop {

  private final Map<Object, ResetStreams> resets = new WeakHashMap<>();

  /** Whether there has been any: nothing is locked for servers where no stream was reset. */
  private volatile boolean any;

  public Http2Drop(Gates gates) {}

  void carryOut(Verdict verdict, IStream stream, EndPoint endPoint) {
    if (verdict.closesHttp2Connection()) {
      closeConnection(verdict.closing(), endPoint);
      return;
    }
    synchronized (resets) {
      resets.computeIfAbsent(stream.getSession(), s -> new ResetStreams()).add(stream.getId());
      any = true;
    }
    stream.reset(new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
  }

  /** Whether DATA belongs to a stream that was reset here not long ago. */
  boolean isLate(HTTP2Session session, DataFrame frame) {
    if (!any) {
      return false;
    }
    synchronized (resets) {
      ResetStreams streams = resets.get(session);
      return streams != null && streams.takes(frame.getStreamId(), frame.remaining());
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

  /** The last streams of a connection that were reset, and how much may still come for them. */
  private static final class ResetStreams {

    private static final int MOST = 128;

    private final int[] ids = new int[MOST];
    private final int[] bytesLeft = new int[MOST];
    private int next;

    void add(int id) {
      ids[next] = id;
      bytesLeft[next] = Closing.DRAIN_BYTES;
      next = (next + 1) % MOST;
    }

    boolean takes(int id, int bytes) {
      for (int i = 0; i < MOST; i++) {
        if (ids[i] == id) {
          bytesLeft[i] -= Math.min(bytesLeft[i], Math.max(1, bytes));
          return bytesLeft[i] > 0;
        }
      }
      return false;
    }
  }
}
