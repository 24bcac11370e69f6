package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Malformations;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Asks the malformed gate about requests that Jetty is about to refuse by itself: the parser of
 * HTTP/1, the checks of an HTTP/2 head, URI compliance and customizers all end in the failure of
 * the exchange's own callback. What handlers and applications refuse is theirs. Stateless.
 */
public final class MalformedAdvice {

  private final Gates gates;
  private final PrivateMembers members;

  /**
   * Advice.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside; it then answers as ever
   */
  public MalformedAdvice(Gates gates) throws ReflectiveOperationException {
    this.gates = gates;
    this.members = new PrivateMembers();
  }

  /**
   * An exchange fails.
   *
   * @param self the exchange's own callback; its class is not accessible
   * @return whether it was dropped; the callback is failed again, and with another exception, when
   *     the connection is drained
   */
  public boolean failed(Callback self, Throwable failure) {
    Request sent = members.requestOf(self);
    completeWatch(sent);
    if (!(failure instanceof HttpException)) {
      return false;
    }
    HttpChannelState channel = PrivateMembers.channelOf(sent);
    if (channel == null) {
      return false;
    }
    ExchangeStage stage =
        members.isDispatched(channel) ? ExchangeStage.ofDispatched(sent) : ExchangeStage.PARSING;
    if (stage == ExchangeStage.HANDLING) {
      return false;
    }
    Verdict verdict = judge((HttpException) failure, sent, stage);
    if (!verdict.drops()) {
      Marks.refuse(sent);
      return false;
    }
    Marks.drop(sent);
    channel.getResponse().setStatus(RequestAdvice.STATUS_IN_REQUEST_LOG);
    ConnectionMetaData connection = sent.getConnectionMetaData();
    boolean parsing = stage == ExchangeStage.PARSING;
    // What the parser of HTTP/1 refused goes with the connection: it holds nothing, and its end
    // would make Jetty read on, on this thread, while the one that parsed still gives the buffer
    // back (a race that Jetty's own answer has too: "Job failed" in its log).
    if (isHttp1(connection)) {
      Http1Drop.carryOut(verdict, connection, parsing ? Callback.NOOP : self, true);
      if (parsing && gates.writesAccessLog()) {
        log(sent, channel.getResponse());
      }
    } else {
      Http2Drop.carryOut(
          verdict,
          connection,
          parsing ? Callback.from(() -> {}, x -> fail(channel, self, x)) : self);
    }
    return true;
  }

  /** Writes the line of a request whose exchange will not end, and so not be logged by Jetty. */
  private static void log(Request sent, Response response) {
    RequestLog log = sent.getConnectionMetaData().getConnector().getServer().getRequestLog();
    if (log == null) {
      return;
    }
    try {
      log.log(sent, response);
    } catch (RuntimeException | Error failed) {
      // The drop has begun, and nothing may stop it.
    }
  }

  /**
   * Remembers that what is thrown comes from the application: Jetty hands it to the callback as it
   * does with its own.
   *
   * @return null: the exception stays
   */
  public @Nullable Throwable handleThrew(
      Server self, Request request, Response response, Callback callback, Throwable thrown) {
    if (thrown instanceof HttpException) {
      Marks.rememberThrownByHandler(Request.unWrap(request));
    }
    return null;
  }

  /** Of a request that passed the request gate, for its upgrade's sake, and went no further. */
  private static void completeWatch(Request sent) {
    Verdict passed = Marks.takeVerdict(sent);
    if (passed != null && passed.watch() != null) {
      passed.watch().completed();
    }
  }

  private Verdict judge(HttpException refusal, Request sent, ExchangeStage stage) {
    ConnectionMetaData connection = sent.getConnectionMetaData();
    if (Marks.isDropped(connection)) {
      // Nothing can be answered any more; the server's own way ends the exchange.
      return Verdict.PASS;
    }
    Verdict earlier = Marks.takeRefusal(connection);
    if (earlier != null) {
      return earlier;
    }
    String path = sent.getHttpURI().getPath();
    boolean beforeRequestLine = "/badMessage".equals(path);
    Malformation what = Malformations.of(refusal.getCode(), refusal.getReason(), beforeRequestLine);
    if (what == null) {
      return Verdict.PASS;
    }
    if (what == Malformation.SYNTAX && stage == ExchangeStage.PARSING && !isHttp1(connection)) {
      what = Malformation.HTTP_2;
    }
    String excerpt =
        beforeRequestLine ? null : sent.getMethod() + " " + sent.getHttpURI().getPathQuery();
    return Refusals.judge(gates, connection, what, excerpt);
  }

  /** By the connection: HTTP/2.0 can also stand on a request line of HTTP/1. */
  private static boolean isHttp1(ConnectionMetaData connection) {
    return connection.getConnection() instanceof HttpConnection;
  }

  /**
   * Fails an HTTP/2 exchange that was not dispatched. Jetty leaves the end of an aborted exchange
   * to the thread that handles it (HttpChannelState of 12.0.39 and 12.1.13); here there is none, so
   * it is said to be done: only then the stream has its RST_STREAM.
   */
  private void fail(HttpChannelState channel, Callback exchange, Throwable dropped) {
    members.setHandled(channel);
    exchange.failed(dropped);
  }
}
