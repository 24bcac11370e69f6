package dev.drop444.it.server;

import dev.drop444.it.app.CountingFilter;
import dev.drop444.it.app.PageServlet;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;

/** The application's servlets on Undertow, beside its own kind of handlers. */
final class UndertowServlets {

  private static final String PATH = "/servlets";

  private UndertowServlets() {}

  /** Deploys them; Undertow's servlet container must be there. */
  static void deploy(PathHandler paths) {
    DeploymentInfo application =
        Servlets.deployment()
            .setClassLoader(UndertowServlets.class.getClassLoader())
            .setContextPath(PATH)
            .setDeploymentName("application")
            .addFilter(Servlets.filter("counting", CountingFilter.class).setAsyncSupported(true))
            .addFilterUrlMapping("counting", "/*", DispatcherType.REQUEST)
            .addServlet(
                Servlets.servlet("pages", PageServlet.class)
                    .addMapping("/")
                    .setAsyncSupported(true));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(application);
    manager.deploy();
    try {
      paths.addPrefixPath(PATH, manager.start());
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
  }
}
