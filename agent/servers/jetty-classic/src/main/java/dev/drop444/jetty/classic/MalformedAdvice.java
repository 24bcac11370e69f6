package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.ConnectionAddresses;
import dev.drop444.jetty.io.Malformations;
import dev.drop444.jetty.io.TcpConnection;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpChannelOverHttp;
import org.eclipse.jetty.server.HttpConnection;

/**
 * Asks the malformed gate about a head of HTTP/1 that Jetty's parser refuses, or what Jetty checks
 * when it is complete. Thread-safe.
 */
public final class MalformedAdvice {

  private final Gates gates;
  private final Heads heads;
  private final Drops drops;
  private final Exchanges exchanges;
  private final RequestLogLine logLine;

  public MalformedAdvice(
      Gates gates, Heads heads, Drops drops, Exchanges exchanges, RequestLogLine logLine) {
    this.gates = gates;
    this.heads = heads;
    this.drops = drops;
    this.exchanges = exchanges;
    this.logLine = logLine;
  }

  /**
   * A head is refused.
   *
   * @return whether it was dropped; its connection is ended when the parser, which calls this, has
   *     returned
   */
  public boolean badMessage(HttpChannelOverHttp self, BadMessageException failure) {
    HttpConnection connection = heads.connectionOf(self);
    if (drops.isInParser(connection)) {
      return true;
    }
    exchanges.completed(self);
    Heads.Head head = heads.of(self);
    Malformation what =
        Malformations.of(failure.getCode(), failure.getReason(), head.method == null);
    // What was ended in the middle of a head is not counted again for that.
    if (what == null || TcpConnection.isEnded(connection.getEndPoint())) {
      return false;
    }
    Verdict verdict = judge(connection.getEndPoint(), what, head);
    if (!verdict.drops()) {
      return false;
    }
    drops.endAfterParsing(connection, verdict);
    connection.getParser().close();
    logLine.write(self);
    return true;
  }

  private Verdict judge(EndPoint endPoint, Malformation what, Heads.Head head) {
    try {
      String excerpt = head.method == null ? null : head.method + " " + heads.pathQuery(head.uri);
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
