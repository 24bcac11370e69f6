package dev.drop444.it.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A WebSocket that repeats what it hears (RFC 6455). */
public final class Chat extends Endpoint {

  private static final String PATH = "/chat";

  @Override
  public void onOpen(Session session, EndpointConfig configuration) {
    session.addMessageHandler(String.class, message -> repeat(session, message));
  }

  private static void repeat(Session session, String message) {
    try {
      session.getBasicRemote().sendText("heard " + message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds it to a web application, where the server has WebSockets. */
  public static final class Start implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
      ServletContext context = event.getServletContext();
      Object container = context.getAttribute(ServerContainer.class.getName());
      if (container == null) {
        return;
      }
      try {
        ((ServerContainer) container)
            .addEndpoint(ServerEndpointConfig.Builder.create(Chat.class, PATH).build());
      } catch (DeploymentException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Has no default before Servlet 4.0. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {}
  }
}
