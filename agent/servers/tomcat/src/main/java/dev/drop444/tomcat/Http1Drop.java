package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import java.nio.channels.NetworkChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The end of an HTTP/1 connection whose request is dropped: nothing can be written any more, and
 * the connection is upgraded, so that Tomcat gives the rest of it to {@link Drain} and reuses the
 * processor.
 */
public final class Http1Drop {

  private final PrivateMembers members;
  private final ServletApi servletApi;

  public Http1Drop(PrivateMembers members, ServletApi servletApi) {
    this.members = members;
    this.servletApi = servletApi;
  }

  /**
   * Ends the connection for the client. First what may fail, and then lets the request pass
   * unharmed; then what cannot be undone.
   *
   * @param moreToCome see {@link Drain}
   */
  void begin(
      Request head,
      SocketWrapperBase<?> connection,
      NetworkChannel channel,
      Closing closing,
      boolean moreToCome)
      throws Throwable {
    give(head, new Drain(connection, moreToCome, false));
    AccessLog.rememberAddresses(connection);
    if (RawSocket.resets(channel, closing)) {
      RawSocket.reset(connection, channel);
    } else {
      RawSocket.halfClose(channel);
    }
  }

  private void give(Request head, Drain drain) throws Throwable {
    head.action(ActionCode.UPGRADE, servletApi.upgradeTo(drain));
  }

  /**
   * The same, while the application is at it: it may go on reading, and writing to {@link Nowhere}.
   * When it is done, Tomcat finds a response that is finished, and takes the connection over from
   * it.
   *
   * <p>Of an asynchronous request a reset waits until then. If the poller found the channel closed
   * while a thread of the application is at the request, Tomcat would give the request's objects to
   * the next one under that thread's hands, and tell no listener that this one is over.
   */
  void inPlaceOfResponse(Http11Processor processor, Exchange exchange, Closing closing)
      throws Throwable {
    Request head = exchange.request;
    AccessLog.rememberAddresses(exchange.connection);
    AtomicBoolean bodyRead = new AtomicBoolean();
    head.action(ActionCode.REQUEST_BODY_FULLY_READ, bodyRead);
    boolean moreToCome = exchange.secure() || !bodyRead.get();
    if (processor.isAsync() && RawSocket.resets(exchange.channel, closing)) {
      give(head, new Drain(exchange.connection, moreToCome, true));
    } else {
      begin(head, exchange.connection, exchange.channel, closing, moreToCome);
    }
    exchange.drop();
    members.output(processor).addActiveFilter(new Nowhere());
    // No thread waits for the rest of a body that nobody wants: that is what the drain is for.
    members.leaveUnreadInput(processor);
    head.getResponse().setCommitted(true);
  }

  /** Whether the connection was ended for the client, and Tomcat is to leave it alone. */
  boolean isUnderWay(AbstractProcessor processor) throws Throwable {
    if (!(processor instanceof Http11Processor)) {
      return false;
    }
    UpgradeToken token = processor.getUpgradeToken();
    return token != null && servletApi.handler(token) instanceof Drain;
  }

  /** Whether there is a body (RFC 9112 section 6.3), valid or not. */
  static boolean announcesBody(Request head) {
    MessageBytes length = head.getMimeHeaders().getValue("content-length");
    return (length != null && !length.equals("0"))
        || head.getMimeHeaders().getValue("transfer-encoding") != null;
  }
}
