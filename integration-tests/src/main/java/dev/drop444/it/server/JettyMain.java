package dev.drop444.it.server;

import dev.drop444.it.app.CountingFilter;
import dev.drop444.it.app.PageServlet;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Embedded Jetty, 12.0 and later, with servlets of Jakarta EE 10. */
public final class JettyMain {

  private JettyMain() {}

  public static void main(String[] arguments) throws Exception {
    Server server = new Server(new QueuedThreadPool(30));
    ServerConnector plain = plain(server);
    ServerConnector tls = tls(server);
    server.addConnector(plain);
    server.addConnector(tls);
    server.setHandler(application());
    server.start();
    Control.start(new JettyListeners(plain, tls));
    server.join();
  }

  private static ServerConnector plain(Server server) {
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost("127.0.0.1");
    return connector;
  }

  private static ServerConnector tls(Server server) {
    HttpConfiguration https = new HttpConfiguration();
    // The tests name many hosts, and the certificate only localhost.
    https.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(KeyStoreFile.path());
    context.setKeyStorePassword(KeyStoreFile.password());
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol("http/1.1");
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(context, alpn.getProtocol()),
            alpn,
            new HTTP2ServerConnectionFactory(https),
            new HttpConnectionFactory(https));
    connector.setHost("127.0.0.1");
    return connector;
  }

  private static ServletContextHandler application() {
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(PageServlet.class, "/");
    context.addFilter(CountingFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
    return context;
  }

  private static final class JettyListeners implements Listeners {

    private final ServerConnector plain;
    private final ServerConnector tls;

    JettyListeners(ServerConnector plain, ServerConnector tls) {
      this.plain = plain;
      this.tls = tls;
    }

    @Override
    public int plainPort() {
      return plain.getLocalPort();
    }

    @Override
    public int tlsPort() {
      return tls.getLocalPort();
    }

    @Override
    public long connections() {
      return (long) plain.getConnectedEndPoints().size() + tls.getConnectedEndPoints().size();
    }
  }
}
