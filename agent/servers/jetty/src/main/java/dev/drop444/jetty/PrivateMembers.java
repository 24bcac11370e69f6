package dev.drop444.jetty;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What advice has to know of Jetty's exchanges and no method tells. The names are the same in
 * 12.0.16 to 12.1.14. Immutable.
 */
final class PrivateMembers {

  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

  private final VarHandle requestOfCallback;
  private final VarHandle handling;
  private final VarHandle handled;
  private final VarHandle callbackFailure;
  private final VarHandle status;
  private final VarHandle contentBytesWritten;
  private final VarHandle connectionOfStream;
  private final VarHandle connectionOfParserHandler;

  /**
   * The members.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside
   */
  PrivateMembers() throws ReflectiveOperationException {
    Class<?> channel = HttpChannelState.class;
    requestOfCallback =
        find(inner(channel, "ChannelCallback"), "_request", inner(channel, "ChannelRequest"));
    handling = find(channel, "_handling", Thread.class);
    handled = find(channel, "_handled", boolean.class);
    callbackFailure = find(channel, "_callbackFailure", Throwable.class);
    status = find(inner(channel, "ChannelResponse"), "_status", int.class);
    contentBytesWritten =
        find(inner(channel, "ChannelResponse"), "_contentBytesWritten", long.class);
    Class<?> connection = HttpConnection.class;
    connectionOfStream = find(inner(connection, "HttpStreamOverHTTP1"), "this$0", connection);
    connectionOfParserHandler = find(inner(connection, "RequestHandler"), "this$0", connection);
  }

  private static Class<?> inner(Class<?> outer, String name) throws ClassNotFoundException {
    return Class.forName(outer.getName() + "$" + name, false, outer.getClassLoader());
  }

  private static VarHandle find(Class<?> owner, String name, Class<?> type)
      throws ReflectiveOperationException {
    return MethodHandles.privateLookupIn(owner, OWN).findVarHandle(owner, name, type);
  }

  /** The request of an exchange's own callback. */
  Request requestOf(Callback exchange) {
    return (Request) requestOfCallback.get(exchange);
  }

  /** Whether the handlers were called or are about to be. */
  boolean isDispatched(HttpChannelState channel) {
    return (boolean) handled.getVolatile(channel) || handling.getVolatile(channel) != null;
  }

  /** Says that the handlers are done with an exchange that never came to them. */
  void setHandled(HttpChannelState channel) {
    handled.setVolatile(channel, true);
  }

  /** What the handlers failed the exchange with; null if they did not. */
  @Nullable Throwable failureOf(HttpChannelState channel) {
    return (Throwable) callbackFailure.getVolatile(channel);
  }

  /** What the request log will show, also of a response that the application takes for sent. */
  void setLoggedStatus(HttpChannelState channel, int shown) {
    Response response = channel.getResponse();
    if (response != null) {
      status.setVolatile(response, shown);
    }
  }

  /** How much the request log will show, whatever the application has written. */
  void setLoggedLength(Response response, long shown) {
    contentBytesWritten.set(response, shown);
  }

  /** The connection of an exchange over HTTP/1. */
  HttpConnection connectionOf(HttpStream stream) {
    return (HttpConnection) connectionOfStream.get(stream);
  }

  /** The connection whose parser tells a handler. */
  HttpConnection connectionOfHandler(Object handler) {
    return (HttpConnection) connectionOfParserHandler.get(handler);
  }

  /** The channel of a request, null if its exchange is over. */
  static @Nullable HttpChannelState channelOf(Request sent) {
    try {
      return (HttpChannelState) sent.getComponents();
    } catch (IllegalStateException completed) {
      return null;
    }
  }
}
