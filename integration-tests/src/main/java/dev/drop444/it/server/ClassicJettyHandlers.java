package dev.drop444.it.server;

import dev.drop444.it.app.CountingFilter;
import dev.drop444.it.app.PageServlet;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.server.Handler;

/**
 * The application in handlers of Jetty 9.4, 10 and 11. Their classes cannot be compiled with beside
 * those of Jetty 12, with which they have only {@link Handler} in common.
 */
final class ClassicJettyHandlers {

  private static final String PACKAGE = "org.eclipse.jetty.servlet.";
  private static final String SERVLETS = PACKAGE + "ServletContextHandler";

  private ClassicJettyHandlers() {}

  static boolean areThere() {
    return Options.isThere(SERVLETS);
  }

  static Handler all() {
    try {
      Class<?> type = Class.forName(SERVLETS);
      Object context = type.getConstructor().newInstance();
      // Without a name it has one by its hash code, which Jetty's error page shows.
      Class<?> holder = Class.forName(PACKAGE + "ServletHolder");
      Object servlet =
          holder.getConstructor(String.class, Class.class).newInstance("pages", PageServlet.class);
      type.getMethod("addServlet", holder, String.class).invoke(context, servlet, "/");
      type.getMethod("addFilter", Class.class, String.class, EnumSet.class)
          .invoke(context, CountingFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
      return (Handler) context;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
