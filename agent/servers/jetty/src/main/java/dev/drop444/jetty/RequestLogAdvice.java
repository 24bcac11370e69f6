package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.jspecify.annotations.Nullable;

/**
 * What Jetty is about to write into its request log about an exchange that was dropped: a line with
 * status 444 and no bytes, as in nginx's, or none. Stateless. Costs other requests a comparison,
 * and where there is no request log not even that.
 */
public final class RequestLogAdvice {

  private final Gates gates;
  private final PrivateMembers members;
  private final VarHandle channelOfInvoker;

  /**
   * Advice.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside; it then logs as ever
   */
  public RequestLogAdvice(Gates gates) throws ReflectiveOperationException {
    this.gates = gates;
    this.members = new PrivateMembers();
    Class<?> channel = HttpChannelState.class;
    Class<?> invoker =
        Class.forName(channel.getName() + "$HandlerInvoker", false, channel.getClassLoader());
    this.channelOfInvoker =
        MethodHandles.privateLookupIn(invoker, MethodHandles.lookup())
            .findVarHandle(invoker, "this$0", channel);
  }

  /**
   * An exchange is over.
   *
   * @param log the server's, null if it has none
   * @return the same, or null for no line
   */
  public @Nullable RequestLog requestLog(HttpChannelState self, @Nullable RequestLog log) {
    return log == null ? null : logOf(self, log);
  }

  /** The same where Jetty does that in an inner class of its channel. */
  public @Nullable RequestLog requestLogOfInvoker(Object self, @Nullable RequestLog log) {
    return log == null ? null : logOf((HttpChannelState) channelOfInvoker.get(self), log);
  }

  private @Nullable RequestLog logOf(HttpChannelState channel, RequestLog log) {
    Response response = channel.getResponse();
    if (response == null || response.getStatus() != RequestAdvice.STATUS_IN_REQUEST_LOG) {
      return log;
    }
    Request sent = channel.getRequest();
    if (sent == null || !Marks.isDropped(sent)) {
      return log; // The application's own 444, or one that a proxy got.
    }
    if (!gates.writesAccessLog() || Marks.isUnheard(sent)) {
      return null;
    }
    members.setLoggedLength(response, 0);
    return log;
  }
}
