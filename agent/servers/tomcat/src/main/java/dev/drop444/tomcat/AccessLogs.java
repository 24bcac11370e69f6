package dev.drop444.tomcat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.catalina.AccessLog;
import org.apache.catalina.Container;
import org.apache.catalina.Engine;
import org.apache.catalina.Service;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Adapter;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is an access log that requests of a connector could have a line in: on the engine,
 * a host or an application. Immutable.
 */
public final class AccessLogs {

  /** {@code CoyoteAdapter.connector}; null in a version that has no such field. */
  private final @Nullable MethodHandle connector;

  public AccessLogs() {
    this.connector = connector();
  }

  private static @Nullable MethodHandle connector() {
    try {
      return MethodHandles.privateLookupIn(CoyoteAdapter.class, MethodHandles.lookup())
          .findGetter(CoyoteAdapter.class, "connector", Connector.class)
          .asType(MethodType.methodType(Connector.class, CoyoteAdapter.class));
    } catch (ReflectiveOperationException otherwise) {
      return null;
    }
  }

  /** Where it cannot be told, there may be one. Allocates; for once in a while. */
  boolean mayLog(@Nullable Adapter adapter) throws Throwable {
    if (connector == null || !(adapter instanceof CoyoteAdapter)) {
      return true;
    }
    Service service = ((Connector) connector.invokeExact((CoyoteAdapter) adapter)).getService();
    Engine engine = service == null ? null : service.getContainer();
    if (engine == null || logs(engine)) {
      return true;
    }
    for (Container host : engine.findChildren()) {
      if (logs(host)) {
        return true;
      }
      for (Container application : host.findChildren()) {
        if (logs(application)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Not by {@code Container.getAccessLog()}, which looks for valves when it is first asked, and
   * never again.
   */
  private static boolean logs(Container container) {
    for (Valve valve : container.getPipeline().getValves()) {
      if (valve instanceof AccessLog) {
        return true;
      }
    }
    return false;
  }
}
