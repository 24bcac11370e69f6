package dev.drop444.undertow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptListenerSettable;

/**
 * What we read of XNIO that it does not show, as {@link PrivateMembers} for Undertow. The same
 * members from XNIO 3.3 to 3.8, but for the queue that some versions do not have. Loaded beside
 * XNIO.
 *
 * <p>Immutable. Making one fails if a member is missing, and then the advice that wanted it is off.
 */
final class XnioMembers {

  private static final String HTTP_1 = "io.undertow.server.protocol.http.HttpOpenListener";

  private final Class<?> adapter;
  private final VarHandle adapted;
  private final @Nullable VarHandle accepting;
  private final MethodHandle socket;

  XnioMembers() {
    try {
      adapter = ChannelListeners.openListenerAdapter(opened -> {}).getClass();
      adapted =
          MethodHandles.privateLookupIn(adapter, MethodHandles.lookup())
              .unreflectVarHandle(adaptedBy(adapter));
      accepting = accepting();
      Class<?> connection = xnio("NioSocketStreamConnection");
      socket =
          MethodHandles.privateLookupIn(connection, MethodHandles.lookup())
              .findVirtual(connection, "getChannel", MethodType.methodType(SocketChannel.class))
              .asType(MethodType.methodType(SocketChannel.class, StreamConnection.class));
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("This XNIO is built differently", missing);
    }
  }

  private static Class<?> xnio(String name) throws ClassNotFoundException {
    return Class.forName("org.xnio.nio." + name, false, XnioMembers.class.getClassLoader());
  }

  /** An anonymous class has one field for what it was made with, of a name that javac chose. */
  private static Field adaptedBy(Class<?> adapter) throws NoSuchFieldException {
    for (Field field : adapter.getDeclaredFields()) {
      if (field.getType() == ChannelListener.class) {
        return field;
      }
    }
    throw new NoSuchFieldException(adapter.getName());
  }

  private static @Nullable VarHandle accepting() throws ReflectiveOperationException {
    Class<?> queue;
    try {
      queue = xnio("QueuedNioTcpServer2");
    } catch (ClassNotFoundException older) {
      return null;
    }
    return MethodHandles.privateLookupIn(queue, MethodHandles.lookup())
        .unreflectVarHandle(queue.getDeclaredField("realServer"));
  }

  /** The server that accepts for a {@code QueuedNioTcpServer2}. */
  Object accepting(Object queue) {
    if (accepting == null) {
      throw new IllegalStateException("This XNIO has no " + queue);
    }
    return (Object) accepting.get(queue);
  }

  /**
   * Whether a server gives all that it accepts to Undertow's listener for HTTP/1, as it is. That is
   * how {@code Undertow.start} and WildFly's {@code ListenerService} make one; with TLS ({@code
   * UndertowAcceptingSslChannel}) XNIO has another listener there, and with the PROXY protocol, AJP
   * or HTTP/2 only it leads to another one of Undertow's.
   */
  boolean speaksHttp(Object server) {
    Object listener =
        server instanceof AcceptListenerSettable
            ? ((AcceptListenerSettable<?>) server).getAcceptListener()
            : null;
    if (listener == null || listener.getClass() != adapter) {
      return false;
    }
    Object opens = (Object) adapted.get(listener);
    return opens != null && opens.getClass().getName().equals(HTTP_1);
  }

  /** The socket of a {@code NioSocketStreamConnection}. */
  SocketChannel socket(StreamConnection connection) {
    try {
      return (SocketChannel) socket.invokeExact(connection);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
