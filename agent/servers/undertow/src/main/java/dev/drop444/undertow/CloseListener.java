package dev.drop444.undertow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;

/**
 * Hears from XNIO that watched connections have closed. XNIO does not give a listener back, and
 * connections may stay open for hours after drop444 has gone: so the listener is made of types of
 * the JDK, and leads to us for as long as we are here.
 */
final class CloseListener {

  private static final AtomicReference<@Nullable Consumer<Object>> HEARS =
      new AtomicReference<>(CloseListener::closed);

  /** The same for all connections. */
  static final ChannelListener<StreamConnection> SHARED = make();

  private CloseListener() {}

  private static void closed(Object connection) {
    WatchedConnection watched =
        connection instanceof StreamConnection
            ? Connections.of((StreamConnection) connection)
            : null;
    if (watched != null) {
      watched.tellGone();
    }
  }

  /** Hears nothing any more. */
  static void forget() {
    HEARS.set(null);
  }

  /** {@code Consumer c = HEARS.get(); if (c != null) c.accept(connection);}. */
  @SuppressWarnings("unchecked") // the one method of the interface takes what it is called with
  private static ChannelListener<StreamConnection> make() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle accept =
          lookup.findVirtual(
              Consumer.class, "accept", MethodType.methodType(void.class, Object.class));
      MethodHandle isThere =
          lookup.findStatic(
              Objects.class, "nonNull", MethodType.methodType(boolean.class, Object.class));
      MethodHandle hears =
          MethodHandles.guardWithTest(
              isThere.asType(MethodType.methodType(boolean.class, Consumer.class)),
              accept,
              MethodHandles.empty(accept.type()));
      MethodHandle get =
          lookup
              .findVirtual(AtomicReference.class, "get", MethodType.methodType(Object.class))
              .bindTo(HEARS)
              .asType(MethodType.methodType(Consumer.class));
      return MethodHandleProxies.asInterfaceInstance(
          ChannelListener.class, MethodHandles.foldArguments(hears, get));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
