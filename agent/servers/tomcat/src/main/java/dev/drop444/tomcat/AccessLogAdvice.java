package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/**
 * What Tomcat itself is about to write into its access log about a request that was dropped: in
 * place of a response, or as one that it would have refused. Thread-safe. Costs other requests a
 * look at a note.
 */
public final class AccessLogAdvice {

  private final Gates gates;

  public AccessLogAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Advice of {@code Container#logAccess}, as hosts, contexts and engines have it; each of them
   * calls that of its parent.
   *
   * @return true if there is to be no line
   */
  public boolean logAccess(
      Object container, Request request, Response response, long time, boolean useDefault) {
    Exchange exchange = Exchange.of(request.getCoyoteRequest());
    if (exchange == null || !exchange.isToBeDropped()) {
      return false;
    }
    // What the application has written went nowhere, and counts as nothing.
    response.getCoyoteResponse().setStatus(AccessLog.STATUS);
    return !gates.writesAccessLog();
  }
}
