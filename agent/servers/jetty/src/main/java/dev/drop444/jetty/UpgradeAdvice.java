package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Connections;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Judges a request that asks for an upgrade before Jetty answers 101 for {@code h2c}, which happens
 * ahead of {@code Server.handle}. A dropped or answered request is not upgraded; it goes on to
 * {@link RequestAdvice} as the HTTP/1.1 request that it is, together with its verdict.
 *
 * <p>A request that passes and is upgraded comes back as stream 1 of the new HTTP/2 connection (RFC
 * 7540 section 3.2) and is judged there once more. Stateless.
 */
public final class UpgradeAdvice {

  private final Gates gates;
  private final Connections connections;

  public UpgradeAdvice(Gates gates, Connections connections) {
    this.gates = gates;
    this.connections = connections;
  }

  /**
   * Asks the request gate ahead of time.
   *
   * @param stream the HTTP/1.1 exchange; its class is not accessible
   * @return whether to leave the upgrade out
   */
  public boolean upgrade(HttpConnection self, Object stream) {
    if (Marks.isDropped(self)) {
      return true;
    }
    Request sent = self.getHttpChannel().getRequest();
    // The preface of HTTP/2 with prior knowledge is no request (RFC 9113 section 3.4).
    if (sent == null || sent.getMethod().equals("PRI")) {
      return false;
    }
    Verdict verdict = gates.request(new JettyRequest(sent, connections));
    Marks.rememberVerdict(sent, verdict);
    if (verdict.watch() != null) {
      Marks.rememberWatch(self, verdict.watch());
    }
    return verdict.drops() || verdict.responds();
  }

  /**
   * What became of it. If the connection was upgraded, the request will be judged once more; what
   * was to watch it as a request of HTTP/1 has nothing left to see.
   *
   * @return the same
   */
  public boolean upgraded(HttpConnection self, Object stream, boolean upgraded) {
    RequestWatch watch = Marks.takeWatch(self);
    if (watch != null && upgraded) {
      watch.completed();
    }
    return upgraded;
  }
}
