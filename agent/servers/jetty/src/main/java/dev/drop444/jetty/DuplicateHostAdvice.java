package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Asks the malformed gate about a second Host field before Jetty writes a warning about it, which
 * it does ahead of refusing the request. The verdict is kept for {@link MalformedAdvice}.
 * Stateless; not called for requests with one Host field.
 */
public final class DuplicateHostAdvice {

  private final Gates gates;

  public DuplicateHostAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Silences the warning about a request that is dropped, and no other.
   *
   * @param enabled whether Jetty would write it
   * @return whether Jetty writes it
   */
  public boolean isWarnEnabled(HttpParser self, boolean enabled) {
    HttpConnection connection = HttpConnection.getCurrentConnection();
    if (!enabled
        || connection == null
        // The parser of a client, in a server that is itself a proxy.
        || connection.getParser() != self
        || connection
            .getHttpConfiguration()
            .getHttpCompliance()
            .allows(HttpCompliance.Violation.DUPLICATE_HOST_HEADERS)) {
      return enabled;
    }
    Verdict verdict = Refusals.judge(gates, connection, Malformation.SYNTAX, null);
    Marks.rememberRefusal(connection, verdict);
    return !verdict.drops();
  }
}
