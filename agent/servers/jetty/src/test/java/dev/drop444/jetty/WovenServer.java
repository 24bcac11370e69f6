package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.drop444.engine.gate.Gates;
import dev.drop444.weaver.Watch;
import dev.drop444.weaver.Weaving;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A real Jetty, woven on demand as in production, with what it logs at INFO and above. */
final class WovenServer implements AutoCloseable {

  final TrialGates gates = new TrialGates();

  /** Paths that reached the application. */
  final List<String> reached = new CopyOnWriteArrayList<>();

  /** What the request log shows: path and status. */
  final List<String> logged = new CopyOnWriteArrayList<>();

  /** The lines of a request log, by Jetty's own {@code CustomRequestLog}. */
  final List<String> lines = new CopyOnWriteArrayList<>();

  private final List<String> failures = new CopyOnWriteArrayList<>();

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();
  private final Server server = new Server(new QueuedThreadPool(), null, buffers);
  private final ServerConnector plain;
  private final ServerConnector tls;
  private final StatisticsHandler statistics = new StatisticsHandler();
  private @Nullable Weaving weaving;

  /** With an application that reads bodies and says hello, and without a certificate. */
  WovenServer() throws Exception {
    this(null, null);
  }

  /**
   * A server.
   *
   * @param application the default one if null
   * @param keys for the TLS port; without, its handshakes fail
   */
  WovenServer(@Nullable Handler application, @Nullable KeyStoreFile keys) throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(WovenServer::refuseHostOfNobody);
    HttpConfiguration https = new HttpConfiguration(http);
    // The certificate is for an address.
    https.addCustomizer(new SecureRequestCustomizer(false));
    plain =
        new ServerConnector(
            server, 1, 1, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    tls =
        new ServerConnector(
            server,
            1,
            1,
            new SslConnectionFactory(contextWith(keys), "http/1.1"),
            new HttpConnectionFactory(https));
    for (ServerConnector connector : List.of(plain, tls)) {
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
    }
    statistics.setHandler(application == null ? new Application() : application);
    server.setHandler(statistics);
    RequestLog own = new CustomRequestLog(lines::add, "%{client}a \"%r\" %s %O");
    server.setRequestLog(
        (request, response) -> {
          logged.add(request.getHttpURI().getPath() + " " + response.getStatus());
          own.log(request, response);
        });
    server.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.detachAndStopAllAppenders();
    log.start();
    root.addAppender(log);
  }

  private static SslContextFactory.Server contextWith(@Nullable KeyStoreFile keys) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    if (keys != null) {
      context.setKeyStorePath(keys.path().toString());
      context.setKeyStorePassword(KeyStoreFile.PASSWORD);
    }
    return context;
  }

  /** As SecureRequestCustomizer refuses a Host that does not fit the certificate. */
  private static Request refuseHostOfNobody(Request request, HttpFields.Mutable responseHeaders) {
    if ("nobody".equals(request.getHttpURI().getHost())) {
      throw new BadMessageException(400, "Invalid SNI");
    }
    return request;
  }

  void weave() throws Exception {
    weaving =
        Weaving.install(
            SelfAttached.instrumentation(),
            List.of(new JettyFamily()),
            Gates.class,
            name -> gates,
            new RecordingWatch());
  }

  /** Sends bytes, then FIN where wanted, and reads to the end; an RST counts as an end. */
  byte[] answerTo(byte[] request, boolean fin, boolean onTlsPort) throws IOException {
    try (Socket client = connect(onTlsPort)) {
      client.getOutputStream().write(request);
      if (fin) {
        client.shutdownOutput();
      }
      return readToEnd(client);
    }
  }

  /** Sends a request that is answered; the FIN follows the answer, which it could overtake. */
  byte[] fullAnswerTo(byte[] request) throws IOException {
    try (Socket client = connect(false)) {
      client.getOutputStream().write(request);
      int first = client.getInputStream().read();
      client.shutdownOutput();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      answer.write(first);
      answer.write(readToEnd(client));
      return answer.toByteArray();
    }
  }

  private static byte[] readToEnd(Socket client) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      int next;
      while ((next = client.getInputStream().read()) >= 0) {
        read.write(next);
      }
    } catch (SocketException reset) {
      read.write("<RST>".getBytes(ISO_8859_1));
    }
    return read.toByteArray();
  }

  Socket connect(boolean onTlsPort) throws IOException {
    int port = (onTlsPort ? tls : plain).getLocalPort();
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    client.setTcpNoDelay(true);
    client.setSoTimeout(10_000);
    return client;
  }

  /** What Jetty still holds, for messages. */
  String left() {
    return plain.getConnectedEndPoints()
        + " "
        + tls.getConnectedEndPoints()
        + " active="
        + statistics.getRequestsActive()
        + buffers.dumpLeaks();
  }

  void awaitNothingLeft() throws InterruptedException {
    GuardedServer.await(
        () ->
            plain.getConnectedEndPoints().isEmpty()
                && tls.getConnectedEndPoints().isEmpty()
                && statistics.getRequestsActive() == 0
                && Leaks.of(buffers) == 0,
        this::left);
  }

  /** What Jetty logged since the last call. */
  List<String> takeLog() {
    List<String> lines = new CopyOnWriteArrayList<>();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
    }
    log.list.clear();
    return lines;
  }

  /** What went wrong since the last call. */
  List<String> takeFailures() {
    List<String> taken = List.copyOf(failures);
    failures.removeAll(taken);
    return taken;
  }

  ServerConnector connector(boolean tlsPort) {
    return tlsPort ? tls : plain;
  }

  void stop() throws Exception {
    server.stop();
  }

  QueuedThreadPool threads() {
    return (QueuedThreadPool) server.getThreadPool();
  }

  @Override
  public void close() throws Exception {
    Weaving woven = weaving;
    if (woven != null) {
      woven.close();
    }
    server.stop();
  }

  private final class Application extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String path = request.getHttpURI().getPath();
      reached.add(path);
      switch (path) {
        case "/throws":
          throw new BadMessageException(400, "the application's own");
        case "/fails":
          callback.failed(new BadMessageException(400, "the application's own"));
          return true;
        case "/fails-later":
          request
              .getComponents()
              .getExecutor()
              .execute(() -> callback.failed(new BadMessageException(400, "its own")));
          return true;
        default:
          Content.Source.consumeAll(request);
          response.write(true, StandardCharsets.UTF_8.encode("hello"), callback);
          return true;
      }
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
      failures.add(where + ": " + failure);
    }
  }
}
