package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

@Timeout(20)
class HeldBytesTest {

  private final HeldBytes held = new HeldBytes();
  private final XnioWorker worker = worker();

  private static XnioWorker worker() {
    try {
      return Xnio.getInstance().createWorker(OptionMap.EMPTY);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void shutDown() {
    worker.shutdown();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void areTakenOnceByTheirSocketAsTheyWere() throws IOException {
    try (SocketChannel one = SocketChannel.open();
        SocketChannel other = SocketChannel.open()) {
      assertThat(held.isUsed()).isFalse();
      ByteBuffer read = bytes("xone");
      read.get();
      held.hold(one, read, worker);
      read.put(1, (byte) '?');
      assertThat(held.isUsed()).isTrue();
      assertThat(held.take(other)).isNull();
      assertThat(held.take(one)).isEqualTo(bytes("one"));
      assertThat(held.take(one)).isNull();
    }
  }

  @Test
  void ofSocketsThatXnioHasClosedGoBeforeTheyAreTooMany() throws IOException {
    try (SocketChannel open = SocketChannel.open()) {
      held.hold(open, bytes("open"), worker);
      for (int i = 0; i < 1_000; i++) {
        SocketChannel closed = SocketChannel.open();
        held.hold(closed, bytes("closed"), worker);
        closed.close();
      }
      assertThat(held.count()).isLessThan(300);
      assertThat(held.take(open)).isEqualTo(bytes("open"));
    }
  }

  @Test
  void goWithTheirWorker() throws IOException {
    try (SocketChannel open = SocketChannel.open()) {
      XnioWorker stopped = worker();
      List<SocketChannel> sockets = new ArrayList<>();
      for (int i = 0; i < 256; i++) {
        SocketChannel socket = SocketChannel.open();
        sockets.add(socket);
        held.hold(socket, bytes("stopped"), stopped);
      }
      stopped.shutdown();
      held.hold(open, bytes("open"), worker);
      assertThat(held.count()).isEqualTo(1);
      for (SocketChannel socket : sockets) {
        assertThat(socket.isOpen()).isTrue();
        socket.close();
      }
    }
  }

  @Test
  void thatNobodyWillTakeEndTheStream() throws IOException {
    try (ServerSocketChannel listener =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Socket client =
            new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
        SocketChannel before = listener.accept();
        Socket late =
            new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
        SocketChannel after = listener.accept()) {
      assertThat(client.isConnected() && late.isConnected()).isTrue();
      held.hold(before, bytes("lost"), worker);
      held.giveUp();
      assertThat(before.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      held.hold(after, bytes("lost"), worker);
      assertThat(after.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(held.count()).isZero();
    }
  }
}
