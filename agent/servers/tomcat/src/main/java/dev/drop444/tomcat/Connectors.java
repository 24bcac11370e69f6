package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The connectors that have accepted a connection since drop444 came; the engine is told of each
 * when it is first met. Keeps none of them from being collected. Thread-safe; meeting one again
 * takes no lock.
 */
public final class Connectors implements AutoCloseable {

  private static final String HANDLER = AbstractProtocol.class.getName() + "$ConnectionHandler";

  private final Gates gates;

  /** {@code (Object)AbstractProtocol}, of a {@code ConnectionHandler}. */
  private final MethodHandle protocol;

  private final Class<?> handlerType;
  private volatile List<KnownConnector> known = List.of();

  public Connectors(Gates gates) throws ReflectiveOperationException {
    this.gates = gates;
    this.handlerType = Class.forName(HANDLER, false, AbstractProtocol.class.getClassLoader());
    this.protocol =
        MethodHandles.privateLookupIn(handlerType, MethodHandles.lookup())
            .findGetter(handlerType, "proto", AbstractProtocol.class)
            .asType(MethodType.methodType(AbstractProtocol.class, Object.class));
  }

  /** Whether HTTP is spoken at a connector, and not AJP. */
  boolean speaksHttp(AbstractEndpoint<?, ?> endpoint) throws Throwable {
    return of(endpoint).http;
  }

  KnownConnector of(AbstractEndpoint<?, ?> endpoint) throws Throwable {
    KnownConnector met = find(endpoint);
    return met == null ? meet(endpoint) : met;
  }

  /** What a connector speaks, or null if it is somebody else's. */
  @Nullable AbstractProtocol<?> protocol(AbstractEndpoint<?, ?> endpoint) throws Throwable {
    Object handler = endpoint.getHandler();
    return handlerType.isInstance(handler)
        ? (AbstractProtocol<?>) protocol.invokeExact(handler)
        : null;
  }

  private @Nullable KnownConnector find(AbstractEndpoint<?, ?> endpoint) {
    List<KnownConnector> all = known;
    for (int i = 0; i < all.size(); i++) {
      KnownConnector one = all.get(i);
      // A connector that is stopped and started again is another one to the engine.
      if (one.workers.isOf(endpoint) && !one.workers.wereGone()) {
        return one;
      }
    }
    return null;
  }

  private synchronized KnownConnector meet(AbstractEndpoint<?, ?> endpoint) throws Throwable {
    KnownConnector met = find(endpoint);
    if (met != null) {
      return met;
    }
    List<KnownConnector> more = new ArrayList<>();
    for (KnownConnector one : known) {
      if (!one.workers.isGone()) {
        more.add(one);
      }
    }
    KnownConnector one =
        new KnownConnector(
            new TomcatWorkers(endpoint), protocol(endpoint) instanceof AbstractHttp11Protocol<?>);
    more.add(one);
    known = List.copyOf(more);
    gates.workers(one.workers);
    return one;
  }

  /** drop444 goes. */
  @Override
  public void close() throws Exception {
    for (KnownConnector one : known) {
      AbstractEndpoint<?, ?> endpoint = one.workers.endpoint();
      AbstractEndpoint.Handler<?> handler = endpoint == null ? null : endpoint.getHandler();
      if (handler != null && handlerType.isInstance(handler)) {
        try {
          LeftExchanges.forget(
              handler.getGlobal(), (AbstractProtocol<?>) protocol.invokeExact((Object) handler));
        } catch (Throwable failed) {
          throw new IllegalStateException(failed);
        }
      }
    }
    known = List.of();
  }
}
