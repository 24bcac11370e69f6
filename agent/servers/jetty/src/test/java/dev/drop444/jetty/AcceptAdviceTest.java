package dev.drop444.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.jetty.io.AcceptAdvice;
import dev.drop444.jetty.io.EarlyBytes;
import dev.drop444.jetty.io.EarlyLook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a channel that was just accepted. */
class AcceptAdviceTest {

  private final TrialGates gates = new TrialGates();
  private final AcceptAdvice advice =
      new AcceptAdvice(gates, new EarlyLook(gates, new EarlyBytes()));
  private final ServerConnector connector = new ServerConnector(new Server());
  private ServerSocketChannel listener;
  private Socket client;
  private SocketChannel accepted;

  @BeforeEach
  void connect() throws IOException {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client = new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
    client.setSoTimeout(10_000);
    accepted = listener.accept();
  }

  @AfterEach
  void close() throws IOException {
    accepted.close();
    client.close();
    listener.close();
  }

  @Test
  void passes() throws IOException {
    assertThat(advice.accepted(connector, accepted)).isFalse();
    assertThat(accepted.isOpen()).isTrue();
  }

  @Test
  void fin() throws IOException {
    gates.accept = AcceptVerdict.FIN;
    assertThat(advice.accepted(connector, accepted)).isTrue();
    assertThat(accepted.isOpen()).isFalse();
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void rst() throws IOException {
    gates.accept = AcceptVerdict.RST;
    assertThat(advice.accepted(connector, accepted)).isTrue();
    assertThat(accepted.isOpen()).isFalse();
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void aPeerWithoutAnInternetAddressPasses() throws IOException {
    gates.accept = AcceptVerdict.RST;
    try (SocketChannel withoutPeer = SocketChannel.open()) {
      assertThat(advice.accepted(connector, withoutPeer)).isFalse();
      assertThat(withoutPeer.isOpen()).isTrue();
    }
  }
}
