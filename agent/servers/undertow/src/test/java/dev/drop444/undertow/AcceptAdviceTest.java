package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

@Timeout(10)
class AcceptAdviceTest {

  private final ServerSocketChannel listener = open();
  private Socket client = new Socket();

  private static ServerSocketChannel open() {
    try {
      return ServerSocketChannel.open()
          .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void connect() throws IOException {
    client = new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    listener.close();
  }

  @Test
  void anEmptyQueueIsNoneOfOurs() throws IOException {
    assertThat(adviceThatSays(AcceptVerdict.RST).accepted(this, null)).isNull();
  }

  @Test
  void aGoodPeerKeepsItsSocket() throws IOException {
    try (SocketChannel accepted = listener.accept()) {
      assertThat(adviceThatSays(AcceptVerdict.PASS).accepted(this, accepted)).isSameAs(accepted);
      assertThat(accepted.isOpen()).isTrue();
    }
  }

  @Test
  void finEndsTheStream() throws IOException {
    SocketChannel accepted = listener.accept();
    assertThat(adviceThatSays(AcceptVerdict.FIN).accepted(this, accepted)).isNull();
    assertThat(accepted.isOpen()).isFalse();
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void rstBreaksTheStream() throws IOException {
    SocketChannel accepted = listener.accept();
    assertThat(adviceThatSays(AcceptVerdict.RST).accepted(this, accepted)).isNull();
    assertThat(accepted.isOpen()).isFalse();
    assertThatIOException()
        .isThrownBy(() -> client.getInputStream().read())
        .withMessageContaining("reset");
  }

  @Test
  void aManagementInterfaceIsLeftAlone() throws IOException {
    XnioWorker worker =
        Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_NAME, "management"));
    try (SocketChannel accepted = listener.accept();
        Closeable server =
            worker.createStreamConnectionServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                null,
                OptionMap.EMPTY)) {
      assertThat(adviceThatSays(AcceptVerdict.RST).accepted(server, accepted)).isSameAs(accepted);
      assertThat(accepted.isOpen()).isTrue();
    } finally {
      worker.shutdown();
    }
  }

  private AcceptAdvice adviceThatSays(AcceptVerdict verdict) {
    Gates gates =
        new Gates() {
          @Override
          public AcceptVerdict accept(InetAddress peer, int localPort) {
            assertThat(peer).isEqualTo(client.getLocalAddress());
            assertThat(localPort).isEqualTo(client.getPort());
            return verdict;
          }

          @Override
          public Verdict request(RequestHead head) {
            throw new AssertionError("no request yet");
          }
        };
    return new AcceptAdvice(gates, new EarlyLook(gates, new XnioInside()));
  }
}
