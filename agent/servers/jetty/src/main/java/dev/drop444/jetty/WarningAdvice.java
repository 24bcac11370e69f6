package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;

/**
 * Asks the malformed gate about a head of HTTP/1 before Jetty writes a warning about it, which it
 * does ahead of refusing the request. The verdict is kept for {@link MalformedAdvice}; what is
 * dropped is not warned about. Stateless; not called for requests that nothing is wrong with.
 */
public final class WarningAdvice {

  private final Gates gates;

  public WarningAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * A second Host field.
   *
   * @param enabled whether Jetty would write the warning
   * @return whether Jetty writes it
   */
  public boolean isWarnEnabled(HttpParser self, boolean enabled) {
    HttpConnection connection = readingHead(HttpCompliance.Violation.DUPLICATE_HOST_HEADERS);
    // Nobody is asked for a line that is not written. Another parser than the connection's is that
    // of a client, in a server that is itself a proxy.
    if (!enabled || connection == null || connection.getParser() != self) {
      return enabled;
    }
    return !drops(connection, Malformation.SYNTAX);
  }

  /**
   * A Host that is none, or has no port.
   *
   * @param logger that the warning goes to
   * @return the same, or one that is silent
   */
  public Object hostLogger(Object logger) {
    HttpConnection connection = readingHead(HttpCompliance.Violation.UNSAFE_HOST_HEADER);
    return connection == null ? logger : loggerFor(connection, Malformation.SYNTAX, logger);
  }

  /**
   * A request line or a head that is too large.
   *
   * @param logger that the warning goes to
   * @return the same, or one that is silent
   */
  public Object sizeLogger(Object logger) {
    HttpConnection connection = readingHead(null);
    return connection == null ? logger : loggerFor(connection, Malformation.TOO_LARGE, logger);
  }

  private Object loggerFor(HttpConnection connection, Malformation what, Object logger) {
    return drops(connection, what) ? NOPLogger.NOP_LOGGER : logger;
  }

  /**
   * The connection whose head this thread parses.
   *
   * @param tolerated what is no reason to refuse a request if the configuration allows it
   * @return null if it parses none, or what it finds is not refused
   */
  private static @Nullable HttpConnection readingHead(
      HttpCompliance.@Nullable Violation tolerated) {
    HttpConnection connection = HttpConnection.getCurrentConnection();
    return connection == null
            || !connection.getParser().inHeaderState()
            || (tolerated != null
                && connection.getHttpConfiguration().getHttpCompliance().allows(tolerated))
        ? null
        : connection;
  }

  /** Asked once, however many warnings Jetty has. */
  private boolean drops(HttpConnection connection, Malformation what) {
    Verdict verdict = Marks.refusal(connection);
    if (verdict == null) {
      verdict = Refusals.judge(gates, connection, what, null);
      Marks.rememberRefusal(connection, verdict);
    }
    return verdict.drops();
  }
}
