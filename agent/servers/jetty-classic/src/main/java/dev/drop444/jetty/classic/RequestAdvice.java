package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Connections;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpChannelOverHttp;
import org.eclipse.jetty.server.HttpConnection;

/**
 * Asks the request gate about every request of HTTP/1 when its head is complete: before Jetty makes
 * a request of it, upgrades its connection or waits for its body. Thread-safe.
 */
public final class RequestAdvice {

  private final Gates gates;
  private final Connections connections;
  private final Heads heads;
  private final Drops drops;
  private final Exchanges exchanges;
  private final RequestLogLine logLine;

  public RequestAdvice(
      Gates gates,
      Connections connections,
      Heads heads,
      Drops drops,
      Exchanges exchanges,
      RequestLogLine logLine) {
    this.gates = gates;
    this.connections = connections;
    this.heads = heads;
    this.drops = drops;
    this.exchanges = exchanges;
    this.logLine = logLine;
  }

  /**
   * Asks the gate.
   *
   * @return whether the request was dropped; its connection is ended when the parser, which calls
   *     this, has returned
   */
  public boolean headerComplete(HttpChannelOverHttp self) {
    Heads.Head head = heads.of(self);
    // The preface of HTTP/2 with prior knowledge is no request (RFC 9113 section 3.4), nor will
    // there be one of what Jetty refuses.
    if (head.version == HttpVersion.HTTP_2 || heads.hasUnknownExpectation(self)) {
      return false;
    }
    HttpConnection connection = heads.connectionOf(self);
    Verdict verdict =
        gates.request(new ClassicRequest(head, heads, connection.getEndPoint(), connections));
    if (!verdict.drops()) {
      exchanges.remember(self, verdict);
      return false;
    }
    drops.endAfterParsing(connection, verdict);
    // Nothing of the body, and nothing that was pipelined, comes to Jetty any more.
    connection.getParser().close();
    logLine.write(self);
    return true;
  }
}
