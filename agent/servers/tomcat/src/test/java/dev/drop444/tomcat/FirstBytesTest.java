package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.Test;

class FirstBytesTest {

  private final FirstBytes firstBytes = new FirstBytes();
  private final NioEndpoint endpoint = new NioEndpoint();
  private final KnownConnector connector = new KnownConnector(new TomcatWorkers(endpoint), true);

  private NioSocketWrapper wrap(SocketChannel channel) throws IOException {
    NioChannel wrapped = new NioChannel(new SocketBufferHandler(16, 16, false));
    NioSocketWrapper connection = new NioSocketWrapper(wrapped, endpoint);
    wrapped.reset(channel, connection);
    return connection;
  }

  private void keep(SocketChannel channel, String text) {
    ByteBuffer read = connector.takeBuffer();
    firstBytes.keep(channel, read.put(text.getBytes(StandardCharsets.US_ASCII)).flip(), connector);
  }

  private String given(SocketChannel channel) throws IOException {
    NioSocketWrapper connection = wrap(channel);
    // This endpoint has not begun, and so has no poller.
    assertThat(firstBytes.handOver(connection, endpoint)).isFalse();
    connection.getSocketBufferHandler().configureReadBufferForRead();
    ByteBuffer buffer = connection.getSocketBufferHandler().getReadBuffer();
    return StandardCharsets.US_ASCII.decode(buffer).toString();
  }

  @Test
  void areTakenOnceSomebodyHasCome() throws IOException {
    assertThat(firstBytes.areTaken()).isFalse();
    try (SocketChannel channel = SocketChannel.open()) {
      assertThat(given(channel)).isEmpty();
    }
    assertThat(firstBytes.areTaken()).isTrue();
  }

  @Test
  void areGivenToTheirConnectionOnce() throws IOException {
    try (SocketChannel one = SocketChannel.open();
        SocketChannel two = SocketChannel.open()) {
      keep(one, "one");
      keep(two, "two");
      assertThat(given(two)).isEqualTo("two");
      assertThat(given(one)).isEqualTo("one");
      assertThat(given(one)).isEmpty();
    }
  }

  @Test
  void mayBeMoreThanTomcatWouldReadAtOnce() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      String much = "0123456789".repeat(100);
      keep(channel, much);
      assertThat(given(channel)).isEqualTo(much);
    }
  }

  @Test
  void areForgottenOfWhatCouldNotBeSetUp() throws IOException {
    List<SocketChannel> closed = new ArrayList<>();
    try (SocketChannel open = SocketChannel.open()) {
      keep(open, "open");
      for (int i = 0; i < 15; i++) {
        closed.add(SocketChannel.open());
        keep(closed.get(i), "closed");
        closed.get(i).close();
      }
      assertThat(given(closed.get(0))).isEqualTo("closed");
      keep(closed.get(0), "closed");
      keep(SocketChannel.open(), "one more");
      for (SocketChannel each : closed) {
        assertThat(given(each)).isEmpty();
      }
      assertThat(given(open)).isEqualTo("open");
    }
  }
}
