package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpChannelOverHttp;
import org.eclipse.jetty.server.HttpInput;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * The line of a dropped request in the server's request log: with status 444 and no bytes, as in
 * nginx's. Jetty makes no request of what is dropped before dispatch, so the log is told of a
 * request and a response that are made for it, and the channel's own stay as they are. Thread-safe;
 * never throws.
 */
public final class RequestLogLine {

  private final Gates gates;
  private final Heads heads;
  private final VarHandle written;

  /**
   * Lines.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside; it then answers as ever
   */
  public RequestLogLine(Gates gates, Heads heads) throws ReflectiveOperationException {
    this.gates = gates;
    this.heads = heads;
    this.written =
        MethodHandles.privateLookupIn(HttpChannel.class, MethodHandles.lookup())
            .findVarHandle(HttpChannel.class, "_written", long.class);
  }

  /** Logs what a channel of HTTP/1 has read of a request, whose connection is still open. */
  void write(HttpChannelOverHttp channel) {
    if (isWanted(channel)) {
      try {
        write(channel, heads.metaDataOf(channel));
      } catch (RuntimeException | Error failed) {
        // The drop has begun, and nothing may stop it.
      }
    }
  }

  /** Logs a request of HTTP/2, whose connection is still open. */
  void writeOverHttp2(HttpChannel channel, MetaData.Request head) {
    if (isWanted(channel)) {
      try {
        write(channel, head);
      } catch (RuntimeException | Error failed) {
        // The same.
      }
    }
  }

  private boolean isWanted(HttpChannel channel) {
    return channel.getRequestLog() != null && gates.writesAccessLog();
  }

  private static void write(HttpChannel channel, MetaData.Request head) {
    RequestLog log = channel.getRequestLog();
    Request request = new LoggedRequest(channel);
    request.setTimeStamp(System.currentTimeMillis());
    try {
      request.setMetaData(head);
    } catch (RuntimeException malformed) {
      // What it has by now must do, as it does for what Jetty refuses itself.
    }
    Response response = new Response(channel, channel.getResponse().getHttpOutput());
    response.setStatus(ResponseGate.STATUS_IN_REQUEST_LOG);
    log.log(request, response);
  }

  /**
   * Has a request remember who has sent it, for the line that is written when it is over: from 10
   * on, a closed connection does not tell.
   */
  static void rememberPeer(HttpChannel channel) {
    Request request = channel.getRequest();
    InetSocketAddress peer = request.getRemoteInetSocketAddress();
    if (peer != null) {
      request.setRemoteAddr(peer);
    }
  }

  /**
   * Jetty is about to log an exchange whose response was dropped: with the status that {@link
   * ResponseGate#logAsDropped} gave it. What the application has written went nowhere, and counts
   * as nothing.
   */
  void ofDroppedResponse(HttpChannel channel) {
    if (gates.writesAccessLog()) {
      written.set(channel, 0L);
    } else {
      // Until it is used again.
      channel.setRequestLog(null);
    }
  }

  /** Has no input of its own: one that is given to it, it opens. */
  private static final class LoggedRequest extends Request {

    LoggedRequest(HttpChannel channel) {
      super(channel, null);
    }

    @Override
    public HttpInput getHttpInput() {
      return getHttpChannel().getRequest().getHttpInput();
    }
  }
}
