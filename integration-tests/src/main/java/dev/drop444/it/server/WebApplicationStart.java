package dev.drop444.it.server;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Properties;

/**
 * Starts the control where the application is deployed into a server that somebody else started.
 * Named by the {@code web.xml} that the test writes.
 */
public final class WebApplicationStart implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Properties properties = System.getProperties();
    Object jetty = properties.get("test.jetty");
    Control.start(jetty == null ? new TomcatByJmx() : new JettyByReflection(jetty));
  }

  /** Has no default before Servlet 4.0. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {}
}
