package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.ConnectionAddresses;
import dev.drop444.jetty.io.Connections;
import dev.drop444.jetty.io.Malformations;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.server.HttpChannelOverHTTP2;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpChannel;
import org.jspecify.annotations.Nullable;

/**
 * Asks about every request of HTTP/2 before Jetty makes a request of it. Its classes are there only
 * where Jetty's module is. Thread-safe.
 */
public final class Http2RequestAdvice {

  private static final String HTTP_2 = "org.eclipse.jetty.http2.";

  private final Gates gates;
  private final Connections connections;
  private final Heads heads;
  private final Exchanges exchanges;
  private final Http2Drop drop;
  private final RequestLogLine logLine;

  public Http2RequestAdvice(
      Gates gates,
      Connections connections,
      Heads heads,
      Exchanges exchanges,
      Http2Drop drop,
      RequestLogLine logLine) {
    this.gates = gates;
    this.connections = connections;
    this.heads = heads;
    this.exchanges = exchanges;
    this.drop = drop;
    this.logLine = logLine;
  }

  /**
   * A head is complete.
   *
   * @return whether it was dropped
   */
  public boolean onRequest(HttpChannelOverHTTP2 self, HeadersFrame frame) {
    if (!(frame.getMetaData() instanceof MetaData.Request)) {
      return false;
    }
    EndPoint endPoint = self.getEndPoint();
    if (!endPoint.isOpen()) {
      // Ended for another stream's sake.
      return true;
    }
    Heads.Head head = new Heads.Head((MetaData.Request) frame.getMetaData());
    Verdict verdict = gates.request(new ClassicRequest(head, heads, endPoint, connections));
    if (verdict.drops()) {
      logLine.writeOverHttp2(self, (MetaData.Request) frame.getMetaData());
      drop.carryOut(verdict, self.getHttpTransport().getStream(), endPoint);
      return true;
    }
    exchanges.remember(self, verdict);
    return false;
  }

  /**
   * Jetty refuses a request of any protocol.
   *
   * @return whether it was dropped
   */
  public boolean onBadMessage(HttpChannel self, BadMessageException failure) {
    return self.getClass().getName().startsWith(HTTP_2) && isDropped(self, failure);
  }

  private boolean isDropped(HttpChannel channel, BadMessageException failure) {
    exchanges.completed(channel);
    Malformation what = Malformations.of(failure.getCode(), failure.getReason(), false);
    if (what == null || !(channel instanceof HttpChannelOverHTTP2)) {
      return false;
    }
    MetaData.Request head = channel.getRequest().getMetaData();
    Verdict verdict =
        judge(
            channel.getEndPoint(),
            what == Malformation.SYNTAX ? Malformation.HTTP_2 : what,
            excerpt(head));
    if (verdict.drops()) {
      if (head != null) {
        logLine.writeOverHttp2(channel, head);
      }
      drop.carryOut(
          verdict,
          ((HttpChannelOverHTTP2) channel).getHttpTransport().getStream(),
          channel.getEndPoint());
    }
    return verdict.drops();
  }

  private @Nullable String excerpt(MetaData.@Nullable Request request) {
    return request == null ? null : request.getMethod() + " " + heads.pathQuery(request.getURI());
  }

  private Verdict judge(EndPoint endPoint, Malformation what, @Nullable String excerpt) {
    try {
      return gates.malformed(
          ConnectionAddresses.peer(endPoint),
          ConnectionAddresses.localPort(endPoint),
          what,
          excerpt);
    } catch (UncheckedIOException closed) {
      return Verdict.PASS;
    }
  }
}
