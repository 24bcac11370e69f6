package dev.drop444.it.server;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Standalone Tomcat's listeners, as a web application can see them. */
final class TomcatByJmx implements Listeners {

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  @Override
  public int plainPort() {
    return port("http-");
  }

  @Override
  public int tlsPort() {
    return port("https-");
  }

  private int port(String prefix) {
    try {
      for (ObjectName pool : pools()) {
        String name = ObjectName.unquote(pool.getKeyProperty("name"));
        if (name.startsWith(prefix)) {
          return Math.max(0, ((Number) beans.getAttribute(pool, "localPort")).intValue());
        }
      }
      return 0;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long connections() {
    try {
      long connections = 0;
      for (ObjectName pool : pools()) {
        connections += ((Number) beans.getAttribute(pool, "connectionCount")).longValue();
      }
      return connections;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private Iterable<ObjectName> pools() throws JMException {
    return beans.queryNames(new ObjectName("Catalina:type=ThreadPool,name=*"), null);
  }
}
