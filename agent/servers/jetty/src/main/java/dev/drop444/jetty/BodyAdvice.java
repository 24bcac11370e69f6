package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.CallStack;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Asks the malformed gate about a body that Jetty's parser refuses while an application reads it: a
 * broken chunk. To the application such a body ends early, as when the client goes away, and Jetty
 * answers what it makes of that with 400 or 500; of a dropped one nobody hears. Stateless.
 */
public final class BodyAdvice {

  private final Gates gates;
  private final PrivateMembers members;
  private final ResponseDrop drop;

  /**
   * Advice.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside; it then answers as ever
   */
  public BodyAdvice(Gates gates) throws ReflectiveOperationException {
    this.gates = gates;
    this.members = new PrivateMembers();
    this.drop = new ResponseDrop(members);
  }

  /**
   * A body ends early: the client has gone, or the parser cannot go on.
   *
   * @param self whom the parser of a connection tells; its class is not accessible
   * @return false: the application is told in any case
   */
  public boolean earlyEof(Object self) {
    HttpConnection connection = members.connectionOfHandler(self);
    // CLOSED, and not CLOSE, says that the client has gone.
    if (!connection.getParser().isClose()
        || !(connection.getHttpChannel() instanceof HttpChannelState)) {
      return false;
    }
    HttpChannelState channel = (HttpChannelState) connection.getHttpChannel();
    Request sent = channel.getRequest();
    if (sent == null
        || !members.isDispatched(channel)
        || channel.getResponse().isCommitted()
        || Marks.isDropped(connection)
        || isThrownAway()) {
      return false;
    }
    String excerpt = sent.getMethod() + " " + sent.getHttpURI().getPathQuery();
    Verdict verdict = Refusals.judge(gates, connection, Malformation.SYNTAX, excerpt);
    if (verdict.drops()) {
      drop.onHttp1(verdict, connection, channel);
    }
    return false;
  }

  /**
   * Whether Jetty only reads what the application has left, in order to throw it away. Then it has
   * an answer, and gives it. Asked for broken bodies only.
   */
  private static boolean isThrownAway() {
    return CallStack.has(HttpStream.class, "consumeAvailable");
  }
}
