package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionHook;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The line in Tomcat's access log of a request that is dropped before an application has it: with
 * status 444 and no bytes, as in nginx's. Written as Tomcat writes the line of a request that it
 * refuses itself, and only where there is such a log. Thread-safe; never throws.
 */
public final class AccessLog {

  /** What the access log shows; never sent (nginx's name for a dropped request). */
  static final int STATUS = 444;

  private final Gates gates;
  private final PrivateMembers members;

  public AccessLog(Gates gates, PrivateMembers members) {
    this.gates = gates;
    this.members = members;
  }

  /**
   * Has a connection remember what a line may say of it: Tomcat asks the socket when it first needs
   * to know, and a closed one does not tell.
   */
  static void rememberAddresses(SocketWrapperBase<?> connection) {
    connection.getRemoteAddr();
    connection.getRemotePort();
    connection.getLocalAddr();
    connection.getLocalPort();
  }

  /** Logs a request of Coyote's that its adapter is not at. */
  void write(Request head) {
    write(
        head,
        answer -> {
          ActionHook processor = members.processor(head);
          if (processor instanceof AbstractProcessor) {
            ((AbstractProcessor) processor).getAdapter().log(head, answer, 0);
          }
        });
  }

  /**
   * Logs a request that Coyote's adapter is at, and so not by the adapter, which would empty the
   * objects that it goes on with.
   */
  void writeServed(Request head) {
    write(
        head,
        answer -> {
          Object request = head.getNote(CoyoteAdapter.ADAPTER_NOTES);
          if (request instanceof org.apache.catalina.connector.Request) {
            org.apache.catalina.connector.Request served =
                (org.apache.catalina.connector.Request) request;
            served
                .getConnector()
                .getService()
                .getContainer()
                .logAccess(served, served.getResponse(), 0, true);
          }
        });
  }

  private void write(Request head, Line line) {
    if (!gates.writesAccessLog()) {
      return;
    }
    Response answer = head.getResponse();
    int status = answer.getStatus();
    answer.setStatus(STATUS);
    try {
      line.write(answer);
    } catch (Throwable failed) {
      // The drop has begun, and nothing may stop it.
    } finally {
      answer.setStatus(status);
    }
  }

  private interface Line {
    void write(Response answer) throws Throwable;
  }
}
