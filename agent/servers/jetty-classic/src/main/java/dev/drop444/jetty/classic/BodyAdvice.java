package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.CallStack;
import dev.drop444.jetty.io.ConnectionAddresses;
import java.io.UncheckedIOException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpChannelOverHttp;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.HttpInput;

/**
 * Asks the malformed gate about a body that Jetty's parser refuses: a broken chunk. To the
 * application such a body ends early, as when the client goes away, and Jetty answers what it makes
 * of that with 400 or 500; of a dropped one nobody hears. Thread-safe.
 */
public final class BodyAdvice {

  private final Gates gates;
  private final Heads heads;
  private final Drops drops;
  private final Exchanges exchanges;

  public BodyAdvice(Gates gates, Heads heads, Drops drops, Exchanges exchanges) {
    this.gates = gates;
    this.heads = heads;
    this.drops = drops;
    this.exchanges = exchanges;
  }

  /**
   * A body ends early: the client has gone, or the parser cannot go on.
   *
   * @return whether its request was dropped that nobody has got; whoever has it is told in any case
   */
  public boolean earlyEOF(HttpChannelOverHttp self) {
    HttpConnection connection = heads.connectionOf(self);
    // CLOSED, and not CLOSE, says that the client has gone.
    if (!connection.getParser().isClose()
        || heads.of(self).method == null
        || self.isCommitted()
        || drops.isInParser(connection)
        || drops.exchange(connection) != null
        || isThrownAway()) {
      return false;
    }
    Verdict verdict = judge(connection.getEndPoint(), heads.of(self));
    if (!verdict.drops()) {
      return false;
    }
    if (self.getState().isIdle()) {
      exchanges.completed(self);
      drops.endAfterParsing(connection, verdict);
      return true;
    }
    drops.add(connection, Http1Drop.ofDispatched(verdict, connection));
    return false;
  }

  private Verdict judge(EndPoint endPoint, Heads.Head head) {
    try {
      return gates.malformed(
          ConnectionAddresses.peer(endPoint),
          ConnectionAddresses.localPort(endPoint),
          Malformation.SYNTAX,
          head.method + " " + heads.pathQuery(head.uri));
    } catch (UncheckedIOException closed) {
      return Verdict.PASS;
    }
  }

  /**
   * Whether Jetty only reads what the application has left, in order to throw it away. Then it has
   * an answer, and gives it. Asked for broken bodies only.
   */
  private static boolean isThrownAway() {
    return CallStack.has(HttpInput.class, "consumeAll");
  }
}
