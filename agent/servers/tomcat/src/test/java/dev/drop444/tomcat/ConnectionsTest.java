package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import dev.drop444.tomcat.Rules.Opened;
import dev.drop444.tomcat.Rules.Watched;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

  private final Connections connections = new Connections(new KnownRequests());
  private final NioSocketWrapper connection;
  private final Opened watch;
  private final Watched request = new Watched("/");
  private final Exchange exchange;

  ConnectionsTest() throws IOException {
    NioChannel channel = new NioChannel(new SocketBufferHandler(16, 16, false));
    try (SocketChannel closed = SocketChannel.open()) {
      connection = new NioSocketWrapper(channel, new NioEndpoint());
      channel.reset(closed, connection);
      watch = new Opened(new TomcatConnection(closed, InetAddress.getLoopbackAddress(), 1));
      exchange = new Exchange(connections, new Request(), connection, closed);
      exchange.begin(Verdict.passing(request));
    }
  }

  @Test
  void tellsOfTheEndOnce() {
    connections.opened(connection, watch);
    assertThat(connections.of(connection)).isSameAs(watch);
    connections.closed(connection);
    connections.closed(connection);
    assertThat(watch.told).containsExactly("closed");
    assertThat(connections.of(connection)).isNull();
  }

  @Test
  void tellsOfTheEndOfWhatWasClosedBeforeItWasKnown() {
    connection.close();
    connections.opened(connection, watch);
    assertThat(watch.told).containsExactly("closed");
    assertThat(connections.of(connection)).isNull();
  }

  @Test
  void completesTheStreamsOfAConnectionThatIsGone() {
    connections.began(exchange);
    assertThat(request.completions).hasValue(0);
    connections.closed(connection);
    assertThat(request.completions).hasValue(1);
    exchange.end();
    assertThat(request.completions).hasValue(1);
  }

  @Test
  void completesAStreamThatBeginsOnAConnectionThatIsGone() {
    connection.close();
    connections.began(exchange);
    assertThat(request.completions).hasValue(1);
  }

  @Test
  void forgetsAStreamThatIsOver() {
    connections.began(exchange);
    exchange.end();
    assertThat(request.completions).hasValue(1);
    connections.closed(connection);
    assertThat(request.completions).hasValue(1);
  }
}
