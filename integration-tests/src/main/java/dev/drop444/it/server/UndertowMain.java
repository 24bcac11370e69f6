package dev.drop444.it.server;

import dev.drop444.it.app.Page;
import dev.drop444.it.app.SentFile;
import dev.drop444.it.app.Shop;
import dev.drop444.it.app.Visits;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.Version;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.accesslog.AccessLogHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Embedded Undertow, 2.0 and later, with a handler of its own kind instead of servlets. */
public final class UndertowMain {

  private UndertowMain() {}

  public static void main(String[] arguments) throws Exception {
    Undertow.ListenerBuilder plain =
        new Undertow.ListenerBuilder()
            .setType(Undertow.ListenerType.HTTP)
            .setPort(0)
            .setHost("127.0.0.1")
            .setUseProxyProtocol(Options.proxyProtocol());
    Undertow undertow =
        Undertow.builder()
            .setWorkerThreads(Options.workers(20))
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setServerOption(UndertowOptions.ENABLE_STATISTICS, true)
            .addListener(plain)
            .addHttpsListener(0, "127.0.0.1", tls())
            .setHandler(application())
            .build();
    undertow.start();
    Control.start(new UndertowListeners(undertow));
  }

  private static HttpHandler application() {
    PathHandler pages =
        new PathHandler(onThreads(new BlockingHandler(UndertowMain::answer)))
            .addExactPath(SentFile.PATH, UndertowPages::file)
            .addExactPath("/async", UndertowPages::later)
            .addExactPath("/chat", Handlers.websocket(new UndertowChat()));
    if (Options.isThere("io.undertow.servlet.Servlets")) {
      UndertowServlets.deploy(pages);
    }
    HttpHandler all = new UndertowSilences(pages);
    return Options.accessLog() ? logged(all) : all;
  }

  /** Undertow has no setting for it: an application dispatches. */
  private static HttpHandler onThreads(HttpHandler pages) {
    ExecutorService threads = Options.virtualThreads();
    return threads == null ? pages : exchange -> exchange.dispatch(threads, pages);
  }

  private static HttpHandler logged(HttpHandler all) {
    return new AccessLogHandler(
        all,
        line -> {
          try {
            Files.writeString(
                Path.of(Options.ACCESS_LOG),
                line + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        "%a \"%r\" %s %B",
        UndertowMain.class.getClassLoader());
  }

  private static void answer(HttpServerExchange exchange) throws IOException {
    Visits.note();
    if (Shop.serve(new UndertowExchange(exchange))) {
      return;
    }
    Map<String, String> headers = new TreeMap<>();
    HeaderMap fields = exchange.getRequestHeaders();
    for (HttpString name : fields.getHeaderNames()) {
      headers.put(name.toString().toLowerCase(Locale.ROOT), fields.getFirst(name));
    }
    Page page =
        Page.of(
            exchange.getRequestMethod().toString(),
            exchange.getRequestPath(),
            headers,
            exchange.getInputStream());
    byte[] content = page.content();
    exchange.setStatusCode(page.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, page.contentType());
    exchange.setResponseContentLength(content.length);
    exchange.getOutputStream().write(content);
  }

  private static SSLContext tls() throws IOException, GeneralSecurityException {
    char[] password = KeyStoreFile.password().toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(KeyStoreFile.path())) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static final class UndertowListeners implements Listeners {

    /** Undertow 2.0.0 counts down only every other request that is over. */
    private static final boolean COUNTS_REQUESTS = !Version.getVersionString().startsWith("2.0.0.");

    private final Undertow undertow;

    UndertowListeners(Undertow undertow) {
      this.undertow = undertow;
    }

    @Override
    public int plainPort() {
      return port(0);
    }

    @Override
    public int tlsPort() {
      return port(1);
    }

    private int port(int listener) {
      InetSocketAddress address =
          (InetSocketAddress) undertow.getListenerInfo().get(listener).getAddress();
      return address.getPort();
    }

    /** Undertow's and XNIO's counters together: each has its own way of getting out of step. */
    @Override
    public long connections() {
      long connections = 0;
      for (Undertow.ListenerInfo listener : undertow.getListenerInfo()) {
        connections += listener.getConnectorStatistics().getActiveConnections();
        if (COUNTS_REQUESTS) {
          connections += listener.getConnectorStatistics().getActiveRequests();
        }
      }
      return connections + connectionsOfXnio();
    }

    private static long connectionsOfXnio() {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      long connections = 0;
      try {
        for (ObjectName name : beans.queryNames(new ObjectName("org.xnio:type=Xnio,*"), null)) {
          if (name.getKeyProperty("address") != null) {
            long count = ((Number) beans.getAttribute(name, "ConnectionCount")).longValue();
            // XNIO 3.3 does not tell: -1.
            connections += Math.max(0, count);
          }
        }
      } catch (JMException e) {
        throw new IllegalStateException(e);
      }
      return connections;
    }
  }
}
