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
  private volatile List<Known> known = List.of();

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
    Known met = find(endpoint);
    return (met == null ? meet(endpoint) : met).http;
  }

  private @Nullable Known find(AbstractEndpoint<?, ?> endpoint) {
    List<Known> all = known;
    for (int i = 0; i < all.size(); i++) {
      Known one = all.get(i);
      // A connector that is stopped and started again is another one to the engine.
      if (one.workers.isOf(endpoint) && !one.workers.wereGone()) {
        return one;
      }
    }
    return null;
  }

  private synchronized Known meet(AbstractEndpoint<?, ?> endpoint) throws Throwable {
    Known met = find(endpoint);
    if (met != null) {
      return met;
    }
    List<Known> more = new ArrayList<>();
    for (Known one : known) {
      if (!one.workers.isGone()) {
        more.add(one);
      }
    }
    Object handler = endpoint.getHandler();
    boolean http =
        handlerType.isInstance(handler)
            && (AbstractProtocol<?>) protocol.invokeExact(handler)
                instanceof AbstractHttp11Protocol<?>;
    Known one = new Known(new TomcatWorkers(endpoint), http);
    more.add(one);
    known = List.copyOf(more);
    gates.workers(one.workers);
    return one;
  }

  /** drop444 goes. */
  @Override
  public void close() throws Exception {
    for (Known one : known) {
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

  private static final class Known {
    final TomcatWorkers workers;
    final boolean http;

    Known(TomcatWorkers workers, boolean http) {
      this.workers = workers;
      this.http = http;
    }
  }
}
