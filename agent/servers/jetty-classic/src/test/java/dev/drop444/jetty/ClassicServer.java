package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.drop444.engine.gate.Gates;
import dev.drop444.jetty.classic.ClassicHooks;
import dev.drop444.jetty.io.IoHooks;
import dev.drop444.weaver.Component;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.ServerFamily;
import dev.drop444.weaver.Versions;
import dev.drop444.weaver.Watch;
import dev.drop444.weaver.Weaving;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.ConnectionStatistics;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.LoggerFactory;

/**
 * A real Jetty 9.4, 10 or 11, woven as in production, with what it logs at INFO and above. Its
 * application names no type of the Servlet API, which is javax's or jakarta's.
 */
final class ClassicServer implements AutoCloseable {

  /** What answers requests. */
  interface Application {
    void handle(Request request) throws Exception;
  }

  final TrialGates gates = new TrialGates();

  /** Method and path of what reached the application. */
  final List<String> reached = new CopyOnWriteArrayList<>();

  /** The lines of a request log, by Jetty's own {@code CustomRequestLog}. */
  final List<String> lines = new CopyOnWriteArrayList<>();

  final List<String> failures = new CopyOnWriteArrayList<>();

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Server server = new Server();
  private final ServerConnector plain;
  private final ServerConnector tls;
  private final StatisticsHandler statistics = new StatisticsHandler();
  private final ConnectionStatistics connections = new ConnectionStatistics();
  private final Weaving weaving;

  ClassicServer(Application application, KeyStoreFile keys) throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    // The certificate is for an address.
    http.addCustomizer(new SecureRequestCustomizer(false));
    plain =
        new ServerConnector(
            server, 1, 1, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(keys.path().toString());
    context.setKeyStorePassword(KeyStoreFile.PASSWORD);
    tls = new ServerConnector(server, 1, 1, tlsFactory(context), new HttpConnectionFactory(http));
    for (ServerConnector connector : List.of(plain, tls)) {
      connector.setHost("127.0.0.1");
      connector.addBean(connections);
      server.addConnector(connector);
    }
    server.setRequestLog(new CustomRequestLog(lines::add, "%{client}a \"%r\" %s %O"));
    statistics.setHandler(handler(application));
    server.setHandler(statistics);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.detachAndStopAllAppenders();
    log.start();
    root.addAppender(log);
    weaving =
        Weaving.install(
            SelfAttached.instrumentation(),
            List.of(new Family()),
            Gates.class,
            name -> gates,
            new RecordingWatch());
    server.start();
    log.list.clear();
  }

  /** Its constructor takes a SslContextFactory in 9.4, and a server's from 10 on. */
  private static ConnectionFactory tlsFactory(SslContextFactory.Server context)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : SslConnectionFactory.class.getConstructors()) {
      Class<?>[] types = constructor.getParameterTypes();
      if (types.length == 2 && types[0].isInstance(context)) {
        return (ConnectionFactory) constructor.newInstance(context, "http/1.1");
      }
    }
    throw new NoSuchMethodException("a constructor with a context and a protocol");
  }

  private Handler handler(Application application) {
    return (Handler)
        Proxy.newProxyInstance(
            Handler.class.getClassLoader(),
            new Class<?>[] {Handler.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "handle":
                  Request request = (Request) arguments[1];
                  reached.add(request.getMethod() + " " + request.getOriginalURI());
                  try {
                    application.handle(request);
                  } finally {
                    // As servlets have it: their response may long have been sent.
                    request.setHandled(true);
                  }
                  return null;
                case "hashCode":
                  return System.identityHashCode(proxy);
                case "equals":
                  return proxy == arguments[0];
                case "toString":
                  return "application";
                case "isStarted":
                case "isRunning":
                  return true;
                case "getServer":
                  return server;
                default:
                  return method.getReturnType() == boolean.class ? false : null;
              }
            });
  }

  Socket connect(boolean onTlsPort) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port(onTlsPort));
    client.setTcpNoDelay(true);
    client.setSoTimeout(10_000);
    return client;
  }

  int port(boolean onTlsPort) {
    return (onTlsPort ? tls : plain).getLocalPort();
  }

  /** Sends bytes, then FIN where wanted, and reads to the end; an RST counts as an end. */
  String answerTo(byte[] request, boolean fin, boolean onTlsPort) throws IOException {
    try (Socket client = connect(onTlsPort)) {
      client.getOutputStream().write(request);
      if (fin) {
        client.shutdownOutput();
      }
      return readToEnd(client);
    }
  }

  static String readToEnd(Socket client) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      int next;
      while ((next = client.getInputStream().read()) >= 0) {
        read.write(next);
      }
    } catch (SocketException reset) {
      read.write("<RST>".getBytes(ISO_8859_1));
    }
    return read.toString(ISO_8859_1);
  }

  void awaitNothingLeft() throws InterruptedException {
    await(
        () ->
            plain.getConnectedEndPoints().isEmpty()
                && tls.getConnectedEndPoints().isEmpty()
                && statistics.getRequestsActive() == 0
                && connections.getConnections() == 0);
  }

  void await(BooleanSupplier condition) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > giveUp) {
        fail(
            "gave up waiting: %s %s active=%s connections=%s failures=%s log=%s",
            plain.getConnectedEndPoints(),
            tls.getConnectedEndPoints(),
            statistics.getRequestsActive(),
            connections.getConnections(),
            failures,
            takeLog());
      }
      Thread.sleep(5);
    }
  }

  StatisticsHandler statistics() {
    return statistics;
  }

  ServerConnector connector(boolean tlsPort) {
    return tlsPort ? tls : plain;
  }

  /** What Jetty logged since the last call. */
  List<String> takeLog() {
    List<String> lines = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
    }
    log.list.clear();
    // 9.4.26 says so of HTTP/2 connections that end before it is quite done with a request.
    lines.removeIf(
        line -> line.endsWith("HttpChannelState java.nio.channels.ClosedChannelException"));
    return lines;
  }

  @Override
  public void close() throws Exception {
    weaving.close();
    server.stop();
  }

  /** Without Jetty 12, which this module does not know. */
  private static final class Family implements ServerFamily {
    @Override
    public String name() {
      return "jetty";
    }

    @Override
    public List<Component> components() {
      List<Hook> hooks = new ArrayList<>(IoHooks.all());
      hooks.addAll(ClassicHooks.all());
      return List.of(
          new Component(
              "Jetty",
              List.of(
                  new Component.Release(
                      "META-INF/maven/org.eclipse.jetty/jetty-server/pom.properties", "version")),
              Versions.range(ClassicHooks.OLDEST_9_4, "12.0"),
              hooks));
    }

    @Override
    public String advicePackage() {
      return "dev.drop444.jetty";
    }
  }

  private final class RecordingWatch implements Watch {
    @Override
    public void guarded(String component, String version) {}

    @Override
    public void leftAlone(String component, String version, String reason) {
      failures.add(component + " " + version + ": " + reason);
    }

    @Override
    public void failed(String where, Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      failures.add(where + ": " + trace);
    }
  }
}
