package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.channels.SocketChannel;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.buf.MessageBytes;
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
  private final MethodHandle request;
  private final MethodHandle wrapper;

  public RequestAdvice(Gates gates) throws ReflectiveOperationException {
    this.gates = gates;
    MethodHandles.Lookup inside =
        MethodHandles.privateLookupIn(Http11InputBuffer.class, MethodHandles.lookup());
    this.request = inside.findGetter(Http11InputBuffer.class, "request", Request.class);
    this.wrapper = inside.findGetter(Http11InputBuffer.class, "wrapper", SocketWrapperBase.class);
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
    SocketWrapperBase<?> connection = (SocketWrapperBase<?>) wrapper.invokeExact(input);
    SocketChannel channel = RawSocket.channel(connection);
    if (channel == null) {
      return true;
    }
    Request head = (Request) request.invokeExact(input);
    TomcatRequest seen = new TomcatRequest(head, connection, channel);
    Verdict verdict = gates.request(seen);
    if (!verdict.drops()) {
      return true;
    }
    // First what may fail, and then lets the request pass unharmed; then what cannot be undone.
    Drain drain = new Drain(connection, seen.secure() || announcesBody(head));
    head.action(ActionCode.UPGRADE, new UpgradeToken(drain, null, null, null));
    if (verdict.closing() == Closing.RST) {
      RawSocket.reset(connection, channel);
    } else {
      RawSocket.halfClose(channel);
    }
    return false;
  }

  /** Whether there is a body (RFC 9112 section 6.3), valid or not. */
  private static boolean announcesBody(Request head) {
    MessageBytes length = head.getMimeHeaders().getValue("content-length");
    return (length != null && !length.equals("0"))
        || head.getMimeHeaders().getValue("transfer-encoding") != null;
  }
}
