package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.AcceptAdvice;
import dev.drop444.jetty.io.EarlyAdvice;
import dev.drop444.jetty.io.EarlyBytes;
import dev.drop444.jetty.io.EarlyLook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where Jetty is not looked over the shoulder, and what becomes of what nobody takes. */
class EarlyLookTest {

  private static final Server SERVER = new Server();
  private static final HttpConnectionFactory HTTP = new HttpConnectionFactory();
  private static final String REQUEST = "GET / HTTP/1.0\r\n\r\n";

  private final TrialGates gates = new TrialGates();
  private final EarlyBytes bytes = new EarlyBytes();
  private final AcceptAdvice advice = new AcceptAdvice(gates, new EarlyLook(gates, bytes));
  private final EarlyAdvice delivery = new EarlyAdvice(gates, bytes);
  private final ServerConnector plain = new ServerConnector(SERVER, HTTP);
  private final List<Socket> clients = new ArrayList<>();
  private ServerSocketChannel listener;
  private SocketChannel accepted;

  @BeforeEach
  void connect() throws IOException {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
    accepted = accept();
    gates.looksEarly = true;
  }

  private SocketChannel accept() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
    client.setSoTimeout(10_000);
    clients.add(client);
    client.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
    return listener.accept();
  }

  @AfterEach
  void close() throws IOException {
    accepted.close();
    for (Socket client : clients) {
      client.close();
    }
    listener.close();
  }

  private void deliveryWorks() throws IOException {
    try (SocketChannel another = SocketChannel.open()) {
      deliver(another, new Taker());
    }
  }

  private void deliver(SocketChannel channel, Connection made) {
    assertThat(
            delivery.newConnection(
                plain.getSelectorManager(), channel, made.getEndPoint(), null, made))
        .isSameAs(made);
  }

  private boolean isOfferedTo(ServerConnector connector) throws IOException {
    int before = gates.early.size();
    assertThat(advice.accepted(connector, accepted)).isFalse();
    return gates.early.size() > before;
  }

  @Test
  void plainHttp1IsLookedAtAndWhatPassesIsGivenOnce() throws IOException {
    deliveryWorks();
    assertThat(isOfferedTo(plain)).isTrue();
    assertThat(gates.early).containsExactly(REQUEST);
    Taker taker = new Taker();
    deliver(accepted, taker);
    assertThat(taker.taken).isEqualTo(REQUEST);
    Taker second = new Taker();
    deliver(accepted, second);
    assertThat(second.taken).isNull();
    assertThat(accepted.isOpen()).isTrue();
  }

  @Test
  void whatIsDroppedIsNotKept() throws IOException {
    deliveryWorks();
    gates.judgesEarly = read -> Verdict.drop("rule", Closing.FIN, false);
    assertThat(advice.accepted(plain, accepted)).isTrue();
    assertThat(accepted.isOpen()).isFalse();
    assertThat(clients.get(0).getInputStream().read()).isEqualTo(-1);
    Taker taker = new Taker();
    deliver(accepted, taker);
    assertThat(taker.taken).isNull();
  }

  @Test
  void nothingIsReadWhereItIsNotWanted() throws IOException {
    deliveryWorks();
    gates.looksEarly = false;
    assertThat(isOfferedTo(plain)).isFalse();
    assertThat(accepted.isBlocking()).isTrue();
  }

  @Test
  void nothingIsReadBeforeItWasSeenThatItCanBeGiven() throws IOException {
    assertThat(isOfferedTo(plain)).isFalse();
    assertThat(accepted.isBlocking()).isTrue();
  }

  static List<ServerConnector> others() {
    HttpConfiguration http = new HttpConfiguration();
    SslConnectionFactory tls =
        new SslConnectionFactory(new SslContextFactory.Server(), HTTP.getProtocol());
    HttpConnectionFactory small = new HttpConnectionFactory();
    small.setInputBufferSize(4095);
    return List.of(
        new ServerConnector(SERVER, tls, HTTP),
        new ServerConnector(SERVER, new ProxyConnectionFactory(HTTP.getProtocol()), HTTP),
        new ServerConnector(SERVER, new DetectorConnectionFactory(tls), HTTP),
        new ServerConnector(SERVER, new HTTP2CServerConnectionFactory(http)),
        new ServerConnector(SERVER, small),
        new ServerConnector(SERVER, new HttpConnectionFactory() {}),
        new ServerConnector(SERVER, new ConnectionFactory[0]),
        new ServerConnector(SERVER, HTTP) {});
  }

  @ParameterizedTest
  @MethodSource("others")
  void otherListenersAreLeftAlone(ServerConnector other) throws IOException {
    deliveryWorks();
    assertThat(isOfferedTo(other)).isFalse();
    assertThat(accepted.isBlocking()).isTrue();
  }

  @Test
  void http2BesideHttp1IsLookedAt() throws IOException {
    deliveryWorks();
    assertThat(
            isOfferedTo(
                new ServerConnector(
                    SERVER, HTTP, new HTTP2CServerConnectionFactory(new HttpConfiguration()))))
        .isTrue();
  }

  @Test
  void whatTheGateThrowsCostsNoByte() throws IOException {
    deliveryWorks();
    gates.judgesEarly =
        read -> {
          throw new IllegalStateException("a gate that throws");
        };
    assertThatThrownBy(() -> advice.accepted(plain, accepted))
        .isInstanceOf(IllegalStateException.class);
    Taker taker = new Taker();
    deliver(accepted, taker);
    assertThat(taker.taken).isEqualTo(REQUEST);
  }

  @Test
  void aConnectionThatDoesNotTakeItIsEndedAndTheLastOne() throws IOException {
    deliveryWorks();
    assertThat(isOfferedTo(plain)).isTrue();
    Taker refusing = new Taker();
    refusing.refuses = true;
    assertThatThrownBy(() -> deliver(accepted, refusing)).isInstanceOf(IllegalStateException.class);
    assertThat(clients.get(0).getInputStream().read()).isEqualTo(-1);
    // Jetty cleans up by itself.
    assertThat(accepted.isOpen()).isTrue();
    try (SocketChannel next = accept()) {
      assertThat(advice.accepted(plain, next)).isFalse();
      assertThat(next.isBlocking()).isTrue();
    }
  }

  @Test
  void whatJettyFailsToAcceptIsForgotten() throws IOException {
    deliveryWorks();
    assertThat(isOfferedTo(plain)).isTrue();
    assertThat(delivery.acceptedThrew(plain, accepted, new IOException("stopping"))).isNull();
    Taker taker = new Taker();
    deliver(accepted, taker);
    assertThat(taker.taken).isNull();
  }

  @Test
  void whatJettyHasClosedIsForgottenWithTheNext() throws IOException {
    deliveryWorks();
    assertThat(isOfferedTo(plain)).isTrue();
    accepted.close();
    gates.looksEarly = false;
    try (SocketChannel next = accept()) {
      assertThat(advice.accepted(plain, next)).isFalse();
    }
    Taker taker = new Taker();
    deliver(accepted, taker);
    assertThat(taker.taken).isNull();
  }

  @Test
  void noMoreIsReadThanJettyComesToTake() throws IOException {
    deliveryWorks();
    List<SocketChannel> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < 1024; i++) {
        SocketChannel one = accept();
        waiting.add(one);
        assertThat(advice.accepted(plain, one)).isFalse();
      }
      assertThat(gates.early).hasSize(1024);
      assertThat(isOfferedTo(plain)).isFalse();
      waiting.get(7).close();
      assertThat(isOfferedTo(plain)).isTrue();
    } finally {
      for (SocketChannel one : waiting) {
        one.close();
      }
    }
  }

  @Test
  void afterDetachNobodyWaitsForWhatWasNotGiven() throws IOException {
    deliveryWorks();
    assertThat(isOfferedTo(plain)).isTrue();
    bytes.close();
    assertThat(clients.get(0).getInputStream().read()).isEqualTo(-1);
    assertThat(accepted.isOpen()).isTrue();
  }

  /** As HttpConnection takes what is left over of another protocol. */
  private static final class Taker extends AbstractConnection implements Connection.UpgradeTo {
    private @Nullable String taken;
    private boolean refuses;

    Taker() {
      super(new ByteArrayEndPoint(), Runnable::run);
    }

    @Override
    public void onUpgradeTo(ByteBuffer read) {
      if (refuses) {
        throw new IllegalStateException("a connection that refuses");
      }
      taken = ISO_8859_1.decode(read).toString();
    }

    @Override
    public void onFillable() {}
  }
}
