package dev.drop444.undertow;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.accesslog.AccessLogHandler;
import io.undertow.util.AbstractAttachable;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;

/** Loaded beside each version of Undertow. Small limits, so that small requests exceed them. */
public final class EmbeddedUndertow implements RunningUndertow {

  private final AtomicInteger served = new AtomicInteger();
  private final EmbeddedBuffers buffers =
      new EmbeddedBuffers(new DefaultByteBufferPool(true, 16 * 1024));
  private final EmbeddedApplication application = new EmbeddedApplication();
  private final List<String> accessLog = new CopyOnWriteArrayList<>();
  private final Undertow undertow;
  private volatile @Nullable HttpServerExchange last;

  public EmbeddedUndertow(Path keyStore, char[] password, long maxEntitySize) throws Exception {
    this(keyStore, password, maxEntitySize, "XNIO-1");
  }

  public EmbeddedUndertow(Path keyStore, char[] password, long maxEntitySize, String worker)
      throws Exception {
    undertow =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(4)
            .setWorkerOption(Options.WORKER_NAME, worker)
            .setByteBufferPool(buffers)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setServerOption(UndertowOptions.ENABLE_STATISTICS, true)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 8 * 1024)
            .setServerOption(UndertowOptions.MAX_HEADERS, 20)
            .setServerOption(UndertowOptions.MAX_PARAMETERS, 20)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, maxEntitySize)
            .addHttpListener(0, "127.0.0.1")
            .addHttpsListener(0, "127.0.0.1", tls(keyStore, password))
            .setHandler(
                new AccessLogHandler(
                    this::handle,
                    accessLog::add,
                    "%a \"%r\" %s %B",
                    EmbeddedUndertow.class.getClassLoader()))
            .build();
    undertow.start();
  }

  private void handle(HttpServerExchange exchange) throws Exception {
    last = exchange;
    served.incrementAndGet();
    application.log(exchange);
    if (exchange.getRelativePath().startsWith(EmbeddedApplication.PREFIX)) {
      application.handleRequest(exchange);
    } else {
      answer(exchange);
    }
  }

  private static void answer(HttpServerExchange exchange) {
    exchange.setPersistent(exchange.getRequestPath().equals("/keep-alive"));
    exchange.getResponseSender().send("hello");
  }

  static SSLContext tls(Path keyStore, char[] password) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
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
    return ((InetSocketAddress) undertow.getListenerInfo().get(listener).getAddress()).getPort();
  }

  @Override
  public int served() {
    return served.get();
  }

  @Override
  public List<String> notes() {
    return application.notes();
  }

  @Override
  public List<String> accessLog() {
    return accessLog;
  }

  @Override
  public void release() {
    application.release();
  }

  @Override
  public List<String> kept() throws ReflectiveOperationException {
    HttpServerExchange exchange = Objects.requireNonNull(last);
    Field attachments = AbstractAttachable.class.getDeclaredField("attachments");
    attachments.setAccessible(true);
    List<Object> kept = new ArrayList<>();
    for (Object attachable : List.of(exchange, exchange.getConnection())) {
      Map<?, ?> all = (Map<?, ?>) attachments.get(attachable);
      if (all != null) {
        for (Map.Entry<?, ?> one : all.entrySet()) {
          Field type = one.getKey().getClass().getDeclaredField("valueClass");
          type.setAccessible(true);
          kept.add(type.get(one.getKey()));
          kept.add(one.getValue());
          if (one.getValue() instanceof Object[]) {
            kept.addAll(Arrays.asList((Object[]) one.getValue()));
          }
        }
      }
    }
    return kept.stream()
        .filter(Objects::nonNull)
        .map(one -> one instanceof Class ? ((Class<?>) one).getName() : one.getClass().getName())
        .filter(name -> name.startsWith("dev.drop444."))
        .collect(Collectors.toList());
  }

  @Override
  public long held() {
    return buffers.held() + connections();
  }

  @Override
  public long connections() {
    return connections(undertow);
  }

  /** Connections and requests that Undertow counts, and connections that XNIO counts. */
  static long connections(Undertow undertow) {
    long held = 0;
    for (Undertow.ListenerInfo listener : undertow.getListenerInfo()) {
      held += listener.getConnectorStatistics().getActiveConnections();
      held += listener.getConnectorStatistics().getActiveRequests();
      held += connectionsOfXnio(":" + ((InetSocketAddress) listener.getAddress()).getPort());
    }
    return held;
  }

  private static long connectionsOfXnio(String port) {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    long connections = 0;
    try {
      for (ObjectName name : beans.queryNames(new ObjectName("org.xnio:type=Xnio,*"), null)) {
        String address = name.getKeyProperty("address");
        if (address != null && address.replace("\"", "").endsWith(port)) {
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

  @Override
  public void close() {
    undertow.stop();
  }
}
