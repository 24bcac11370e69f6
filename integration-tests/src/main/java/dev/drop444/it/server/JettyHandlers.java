package dev.drop444.it.server;

import dev.drop444.it.app.Chat;
import dev.drop444.it.app.CountingFilter;
import dev.drop444.it.app.PageServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;

/** The application in handlers of Jetty 12, with servlets of Jakarta EE 10. */
final class JettyHandlers {

  private JettyHandlers() {}

  static Handler all() {
    return new Handler.Sequence(new JettySilences(), servlets());
  }

  private static ServletContextHandler servlets() {
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(PageServlet.class, "/");
    context.addFilter(CountingFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
    ServletContainerInitializer webSockets =
        Options.webSockets(
            "org.eclipse.jetty.ee10.websocket.jakarta.server.config"
                + ".JakartaWebSocketServletContainerInitializer");
    if (webSockets != null) {
      context.addServletContainerInitializer(webSockets);
      context.addEventListener(new Chat.Start());
    }
    return context;
  }
}
