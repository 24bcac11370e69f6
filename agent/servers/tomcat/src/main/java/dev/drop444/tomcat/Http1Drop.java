package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import java.nio.channels.SocketChannel;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeToken;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The end of an HTTP/1 connection whose request is dropped: nothing can be written any more, and
 * the connection is upgraded, so that Tomcat gives the rest of it to {@link Drain} and reuses the
 * processor.
 */
final class Http1Drop {

  private Http1Drop() {}

  /**
   * Ends the connection for the client. First what may fail, and then lets the request pass
   * unharmed; then what cannot be undone.
   *
   * @param moreToCome see {@link Drain}
   */
  static void begin(
      Request head,
      SocketWrapperBase<?> connection,
      SocketChannel channel,
      Closing closing,
      boolean moreToCome) {
    Drain drain = new Drain(connection, moreToCome);
    head.action(ActionCode.UPGRADE, new UpgradeToken(drain, null, null, null));
    if (closing == Closing.RST) {
      RawSocket.reset(connection, channel);
    } else {
      RawSocket.halfClose(channel);
    }
  }

  /** Whether the connection was ended for the client, and Tomcat is to leave it alone. */
  static boolean isUnderWay(AbstractProcessor processor) {
    UpgradeToken token = processor.getUpgradeToken();
    return token != null && token.getHttpUpgradeHandler() instanceof Drain;
  }

  /** Whether there is a body (RFC 9112 section 6.3), valid or not. */
  static boolean announcesBody(Request head) {
    MessageBytes length = head.getMimeHeaders().getValue("content-length");
    return (length != null && !length.equals("0"))
        || head.getMimeHeaders().getValue("transfer-encoding") != null;
  }
}
