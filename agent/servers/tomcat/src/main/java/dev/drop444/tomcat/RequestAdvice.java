package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.nio.channels.NetworkChannel;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The request gate of HTTP/1.
 *
 * <p>A drop tells {@code Http11Processor.service} two things: the head is not complete after all,
 * so it leaves its loop without preparing, dispatching, answering or logging anything; and the
 * connection is upgraded, so Tomcat gives the rest of it to {@link Drain} and reuses the processor.
 * From there on no hook is needed: switching drop444 off does not bring a dropped request back.
 */
public final class RequestAdvice {

  private final Gates gates;
  private final PrivateMembers members;
  private final Connections connections;
  private final Http1Drop drop;
  private final AccessLog accessLog;

  public RequestAdvice(
      Gates gates,
      PrivateMembers members,
      Connections connections,
      Http1Drop drop,
      AccessLog accessLog) {
    this.gates = gates;
    this.connections = connections;
    this.members = members;
    this.drop = drop;
    this.accessLog = accessLog;
  }

  /**
   * Advice of {@code Http11InputBuffer#parseHeaders}.
   *
   * @param complete whether the head is; if not, Tomcat calls again when more of it has arrived
   */
  public boolean headParsed(Http11InputBuffer input, boolean complete) throws Throwable {
    if (!complete) {
      return false;
    }
    SocketWrapperBase<?> connection = members.connection(input);
    NetworkChannel channel = RawSocket.channel(connection);
    if (channel == null) {
      return true;
    }
    Request head = members.request(input);
    Exchange exchange = new Exchange(connections, head, connection, channel);
    Verdict verdict = gates.request(exchange);
    if (!verdict.drops()) {
      exchange.begin(verdict);
      return true;
    }
    drop.begin(
        head,
        connection,
        channel,
        verdict.closing(),
        exchange.secure() || Http1Drop.announcesBody(head));
    accessLog.write(head);
    return false;
  }

  /**
   * Advice of {@code Http11Processor#cloneRequest}: the request goes on in HTTP/2.
   *
   * @param clone what it goes on as
   */
  public Request cloned(Http11Processor processor, Request source, Request clone) {
    Exchange exchange = Exchange.of(source);
    if (exchange != null) {
      exchange.continueAs(clone);
    }
    return clone;
  }
}
