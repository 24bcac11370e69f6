package dev.drop444.it.server;

import java.util.Collection;
import java.util.List;

/**
 * Standalone Jetty's listeners. Its classes are hidden from a web application, and its MBeans do
 * not count end points, so the test's {@code jetty.xml} hands over the server as a plain object.
 */
final class JettyByReflection implements Listeners {

  private final Object server;

  JettyByReflection(Object server) {
    this.server = server;
  }

  @Override
  public int plainPort() {
    return port("http/1.1");
  }

  @Override
  public int tlsPort() {
    return port("ssl");
  }

  private int port(String protocol) {
    for (Object connector : connectors()) {
      if (protocol.equalsIgnoreCase((String) call(connector, "getDefaultProtocol"))) {
        return Math.max(0, (int) call(connector, "getLocalPort"));
      }
    }
    return 0;
  }

  @Override
  public long connections() {
    long connections = 0;
    for (Object connector : connectors()) {
      connections += ((Collection<?>) call(connector, "getConnectedEndPoints")).size();
    }
    return connections;
  }

  private List<Object> connectors() {
    return List.of((Object[]) call(server, "getConnectors"));
  }

  private static Object call(Object target, String getter) {
    try {
      return target.getClass().getMethod(getter).invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
