package dev.drop444.it.server;

import dev.drop444.it.app.Chat;
import dev.drop444.it.app.CountingFilter;
import dev.drop444.it.app.PageServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import java.util.EnumSet;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.RequestLogWriter;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Embedded Jetty, 12.0 and later, with servlets of Jakarta EE 10. */
public final class JettyMain {

  /** An acceptor and a selector for each of two connectors. */
  private static final int THREADS_OF_CONNECTORS = 4;

  private JettyMain() {}

  public static void main(String[] arguments) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(Options.workers(26) + THREADS_OF_CONNECTORS);
    threads.setVirtualThreadsExecutor(Options.virtualThreads());
    Server server = new Server(threads);
    ServerConnector plain = plain(server);
    ServerConnector tls = tls(server);
    server.addConnector(plain);
    server.addConnector(tls);
    server.setHandler(new Handler.Sequence(new JettySilences(), application()));
    if (Options.accessLog()) {
      server.setRequestLog(
          new CustomRequestLog(
              new RequestLogWriter(Options.ACCESS_LOG), "%{client}a \"%r\" %s %O"));
    }
    server.start();
    Control.start(new JettyListeners(plain, tls));
    server.join();
  }

  private static ServerConnector plain(Server server) {
    HttpConfiguration http = new HttpConfiguration();
    ConnectionFactory[] protocols = {
      new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http)
    };
    ServerConnector connector = new ServerConnector(server, 1, 1, protocols);
    if (Options.proxyProtocol()) {
      connector.addFirstConnectionFactory(new ProxyConnectionFactory());
    }
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
            1,
            1,
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
