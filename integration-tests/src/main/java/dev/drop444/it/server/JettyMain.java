package dev.drop444.it.server;

import java.util.concurrent.ExecutorService;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.CustomRequestLog;
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

/**
 * Embedded Jetty. Compiled with 12.0, and runs with 9.4 and later: what it calls has the same names
 * and types in all of them, but for handlers.
 */
public final class JettyMain {

  /** An acceptor and a selector for each of two connectors. */
  private static final int THREADS_OF_CONNECTORS = 4;

  private JettyMain() {}

  public static void main(String[] arguments) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(Options.workers(26) + THREADS_OF_CONNECTORS);
    ExecutorService virtualThreads = Options.virtualThreads();
    if (virtualThreads != null) {
      threads.setVirtualThreadsExecutor(virtualThreads);
    }
    Server server = new Server(threads);
    ServerConnector plain = plain(server);
    ServerConnector tls = tls(server);
    server.addConnector(plain);
    server.addConnector(tls);
    server.setHandler(
        ClassicJettyHandlers.areThere() ? ClassicJettyHandlers.all() : JettyHandlers.all());
    if (Options.accessLog()) {
      server.setRequestLog(
          new CustomRequestLog(
              new RequestLogWriter(Options.ACCESS_LOG), "%{client}a \"%r\" %s %O"));
    }
    server.start();
    Control.start(new JettyListeners(plain, tls));
    server.join();
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    // Before 12, the application would not be asked before something of a body is there.
    http.setDelayDispatchUntilContent(false);
    return http;
  }

  private static ServerConnector plain(Server server) {
    HttpConfiguration http = http();
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
    HttpConfiguration https = http();
    // The tests name many hosts, and the certificate only localhost.
    https.addCustomizer(new SecureRequestCustomizer(false));
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol("http/1.1");
    SslConnectionFactory ssl = new SslConnectionFactory(alpn.getProtocol());
    // Its own: the constructor that takes one wants another type in 9.4.
    SslContextFactory.Server context = ssl.getBean(SslContextFactory.Server.class);
    context.setKeyStorePath(KeyStoreFile.path());
    context.setKeyStorePassword(KeyStoreFile.password());
    ServerConnector connector =
        new ServerConnector(
            server,
            1,
            1,
            ssl,
            alpn,
            new HTTP2ServerConnectionFactory(https),
            new HttpConnectionFactory(https));
    connector.setHost("127.0.0.1");
    return connector;
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
