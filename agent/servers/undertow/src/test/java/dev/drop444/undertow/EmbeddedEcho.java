package dev.drop444.undertow;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.Options;

/**
 * Sends back what it gets, and has a listener of each kind: plain, TLS, with the PROXY protocol,
 * with that and TLS, AJP. Loaded beside each version of Undertow.
 */
public final class EmbeddedEcho implements RunningUndertow {

  private final AtomicInteger served = new AtomicInteger();
  private final EmbeddedBuffers buffers;
  private final Undertow undertow;

  public EmbeddedEcho(Path keyStore, char[] password, int bufferSize) throws Exception {
    // Undertow reads this as its listener for AJP loads; the newest will not do without a secret.
    System.setProperty("io.undertow.ajp.REQUIRE_AJP_SECRET", "false");
    buffers = new EmbeddedBuffers(new DefaultByteBufferPool(true, bufferSize));
    Undertow.Builder builder =
        Undertow.builder()
            .setIoThreads(2)
            .setWorkerThreads(4)
            .setWorkerOption(Options.WORKER_NAME, "echo")
            .setByteBufferPool(buffers)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setServerOption(UndertowOptions.ENABLE_STATISTICS, true)
            .setHandler(this::handle);
    for (Undertow.ListenerBuilder listener :
        List.of(
            http(),
            https(keyStore, password),
            http().setUseProxyProtocol(true),
            https(keyStore, password).setUseProxyProtocol(true),
            http().setType(Undertow.ListenerType.AJP))) {
      builder.addListener(listener.setHost("127.0.0.1").setPort(0));
    }
    undertow = builder.build();
    undertow.start();
  }

  private static Undertow.ListenerBuilder http() {
    return new Undertow.ListenerBuilder().setType(Undertow.ListenerType.HTTP);
  }

  private static Undertow.ListenerBuilder https(Path keyStore, char[] password) throws Exception {
    return new Undertow.ListenerBuilder()
        .setType(Undertow.ListenerType.HTTPS)
        .setSslContext(EmbeddedUndertow.tls(keyStore, password));
  }

  private void handle(HttpServerExchange exchange) throws Exception {
    served.incrementAndGet();
    if (exchange.getRequestPath().equals("/blocking")) {
      new BlockingHandler(this::read).handleRequest(exchange);
    } else {
      exchange.getRequestReceiver().receiveFullBytes(EmbeddedEcho::answer);
    }
  }

  private void read(HttpServerExchange exchange) throws IOException {
    answer(exchange, exchange.getInputStream().readAllBytes());
  }

  private static void answer(HttpServerExchange exchange, byte[] body) {
    exchange
        .getResponseSender()
        .send(
            exchange.getRequestMethod()
                + " "
                + exchange.getRequestURI()
                + " from "
                + exchange.getSourceAddress().getPort()
                + ": "
                + new String(body, StandardCharsets.ISO_8859_1));
  }

  @Override
  public int plainPort() {
    return port(0);
  }

  @Override
  public int tlsPort() {
    return port(1);
  }

  @Override
  public int proxiedPort() {
    return port(2);
  }

  @Override
  public int proxiedTlsPort() {
    return port(3);
  }

  @Override
  public int ajpPort() {
    return port(4);
  }

  private int port(int listener) {
    return ((InetSocketAddress) undertow.getListenerInfo().get(listener).getAddress()).getPort();
  }

  @Override
  public long held() {
    return buffers.held() + connections();
  }

  @Override
  public long connections() {
    return EmbeddedUndertow.connections(undertow);
  }

  @Override
  public long bytesReceived() {
    return undertow.getListenerInfo().get(0).getConnectorStatistics().getBytesReceived();
  }

  @Override
  public int served() {
    return served.get();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public void release() {}

  @Override
  public void close() {
    undertow.stop();
  }
}
