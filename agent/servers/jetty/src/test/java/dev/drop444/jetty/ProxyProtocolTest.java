package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.weaver.Watch;
import dev.drop444.weaver.Weaving;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Listeners with the PROXY protocol: rules act on the address that the preamble names, the accept
 * gate on that of the proxy, which is all that there is.
 */
class ProxyProtocolTest {

  private static final String HELLO =
      "GET /servlet/hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final Verdict FIN = Verdict.drop("rule", Closing.FIN, false);

  private static final SeenAddresses GATES = new SeenAddresses();
  private static Server server;
  private static ServerConnector plain;
  private static ServerConnector tls;
  private static Weaving weaving;

  /** Notes whom each gate was shown. */
  private static final class SeenAddresses extends TrialGates {
    final List<String> accepted = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();

    @Override
    public AcceptVerdict accept(InetAddress peer, int localPort) {
      accepted.add(peer.getHostAddress());
      return super.accept(peer, localPort);
    }

    @Override
    public Verdict request(RequestHead head) {
      asked.add(address(head.peer()) + " at " + head.localPort());
      return super.request(head);
    }

    @Override
    public Verdict malformed(
        @Nullable InetAddress peer,
        int localPort,
        Malformation what,
        @Nullable CharSequence excerpt) {
      refused.add(address(peer) + " at " + localPort + " " + what);
      return malformed;
    }
  }

  @BeforeAll
  static void start(@TempDir Path files) throws Exception {
    server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(new KeyStoreFile(files).path().toString());
    context.setKeyStorePassword(KeyStoreFile.PASSWORD);
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    plain =
        new ServerConnector(
            server,
            new ProxyConnectionFactory(http1.getProtocol()),
            http1,
            new HTTP2CServerConnectionFactory(http));
    tls =
        new ServerConnector(
            server,
            new ProxyConnectionFactory("SSL"),
            new SslConnectionFactory(context, http1.getProtocol()),
            http1);
    for (ServerConnector connector : List.of(plain, tls)) {
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
    }
    server.setHandler(new Applications().handler(files));
    server.start();
    weaving =
        Weaving.install(
            SelfAttached.instrumentation(),
            List.of(new JettyFamily()),
            Gates.class,
            name -> GATES,
            new Watch() {
              @Override
              public void guarded(String component, String version) {}

              @Override
              public void leftAlone(String component, String version, String reason) {
                throw new AssertionError(component + " " + reason);
              }

              @Override
              public void failed(String where, Throwable failure) {
                throw new AssertionError(where, failure);
              }
            });
    GATES.watching = true;
  }

  @AfterAll
  static void stop() throws Exception {
    weaving.close();
    server.stop();
  }

  @BeforeEach
  void reset() {
    GATES.accepted.clear();
    GATES.asked.clear();
    GATES.refused.clear();
    GATES.connections.clear();
    GATES.request = head -> Verdict.PASS;
    GATES.malformed = Verdict.PASS;
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    GuardedServer.await(
        () -> plain.getConnectedEndPoints().isEmpty() && tls.getConnectedEndPoints().isEmpty());
  }

  /** The preambles of both versions, for 192.0.2.7. */
  static Stream<byte[]> preambles() throws IOException {
    ByteArrayOutputStream v2 = new ByteArrayOutputStream();
    v2.write("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1));
    v2.write(new byte[] {0x21, 0x11, 0, 12});
    v2.write(new byte[] {(byte) 192, 0, 2, 7, (byte) 198, 51, 100, 1});
    v2.write(new byte[] {0x30, 0x39, 0, 80});
    return Stream.of(
        "PROXY TCP4 192.0.2.7 198.51.100.1 12345 80\r\n".getBytes(ISO_8859_1), v2.toByteArray());
  }

  @ParameterizedTest
  @MethodSource("preambles")
  void http1(byte[] preamble) throws Exception {
    try (Socket client = connect(plain)) {
      client.getOutputStream().write(preamble);
      client.getOutputStream().write(HELLO.getBytes(ISO_8859_1));
      assertThat(rest(client)).startsWith("HTTP/1.1 200").endsWith("hello");
    }
    assertThat(GATES.accepted).containsExactly("127.0.0.1");
    assertThat(GATES.asked).containsExactly("192.0.2.7 at " + plain.getLocalPort());
    assertThat(address(GATES.connections.get(0).open.peer())).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @MethodSource("preambles")
  void insideTls(byte[] preamble) throws Exception {
    try (Socket tcp = connect(tls)) {
      tcp.getOutputStream().write(preamble);
      try (SSLSocket client = RawTls.over(tcp)) {
        client.getOutputStream().write(HELLO.getBytes(ISO_8859_1));
        assertThat(rest(client)).startsWith("HTTP/1.1 200").endsWith("hello");
      }
    }
    assertThat(GATES.asked).containsExactly("192.0.2.7 at " + tls.getLocalPort());
  }

  @ParameterizedTest
  @MethodSource("preambles")
  void http2(byte[] preamble) throws Exception {
    Socket tcp = connect(plain);
    tcp.getOutputStream().write(preamble);
    try (RawHttp2 client = new RawHttp2(tcp, HpackText::of)) {
      client.get(1, "/servlet/hello");
      assertThat(client.next()).startsWith("HEADERS 1 200");
    }
    assertThat(GATES.asked).containsExactly("192.0.2.7 at " + plain.getLocalPort());
  }

  @ParameterizedTest
  @MethodSource("preambles")
  void whatIsDroppedEndsTheProxysConnection(byte[] preamble) throws Exception {
    GATES.request = head -> address(head.peer()).equals("192.0.2.7") ? FIN : Verdict.PASS;
    try (Socket client = connect(plain)) {
      client.getOutputStream().write(preamble);
      client.getOutputStream().write(HELLO.getBytes(ISO_8859_1));
      assertThat(rest(client)).isEmpty();
    }
    GATES.request = head -> Verdict.PASS;
    GATES.looksAt = status -> true;
    GATES.response = (head, made) -> FIN;
    try (Socket client = connect(plain)) {
      client.getOutputStream().write(preamble);
      client.getOutputStream().write(HELLO.getBytes(ISO_8859_1));
      assertThat(rest(client)).isEmpty();
    } finally {
      GATES.looksAt = status -> false;
    }
  }

  @ParameterizedTest
  @MethodSource("preambles")
  void whatIsMalformed(byte[] preamble) throws Exception {
    GATES.malformed = FIN;
    try (Socket client = connect(plain)) {
      client.getOutputStream().write(preamble);
      client.getOutputStream().write("garbage\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(rest(client)).isEmpty();
    }
    try (Socket client = connect(tls)) {
      client.getOutputStream().write(preamble);
      client.getOutputStream().write(HELLO.getBytes(ISO_8859_1));
      assertThat(rest(client)).isEmpty();
    }
    assertThat(GATES.refused)
        .containsExactly(
            "192.0.2.7 at " + plain.getLocalPort() + " SYNTAX",
            "192.0.2.7 at " + tls.getLocalPort() + " PLAIN_ON_TLS_PORT");
  }

  /** A health check of the proxy itself says UNKNOWN, or LOCAL. */
  @Test
  void aProxyThatSpeaksForItself() throws Exception {
    try (Socket client = connect(plain)) {
      client.getOutputStream().write("PROXY UNKNOWN\r\n".getBytes(ISO_8859_1));
      client.getOutputStream().write(HELLO.getBytes(ISO_8859_1));
      assertThat(rest(client)).startsWith("HTTP/1.1 200");
    }
    try (Socket client = connect(plain)) {
      client.getOutputStream().write("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1));
      client.getOutputStream().write(new byte[] {0x20, 0, 0, 0});
      client.getOutputStream().write(HELLO.getBytes(ISO_8859_1));
      assertThat(rest(client)).startsWith("HTTP/1.1 200");
    }
    assertThat(GATES.asked).containsOnly("127.0.0.1 at " + plain.getLocalPort()).hasSize(2);
  }

  private static String address(@Nullable InetAddress peer) {
    return peer == null ? "nobody" : peer.getHostAddress();
  }

  private static Socket connect(ServerConnector connector) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    client.setSoTimeout(10_000);
    return client;
  }

  private static String rest(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
  }
}
