package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Looks at the first request of a connection before Jetty makes anything of it. What is not to be
 * dropped is kept in {@link EarlyBytes}, from where {@link EarlyAdvice} gives it to Jetty.
 * Thread-safe; allocates nothing for what it drops.
 */
public final class EarlyLook {

  private final Gates gates;
  private final EarlyBytes bytes;
  private final ReadBuffers buffers = new ReadBuffers();

  public EarlyLook(Gates gates, EarlyBytes bytes) {
    this.gates = gates;
    this.bytes = bytes;
  }

  /**
   * Looks, if that is wanted and can be done here.
   *
   * @param channel just accepted, not registered with a selector; is non-blocking afterwards if it
   *     was looked at, as Jetty will make it
   * @return whether the connection was dropped, and closed
   */
  boolean drops(ServerConnector connector, SocketChannel channel, InetAddress peer, int localPort) {
    if (!gates.looksEarly()) {
      bytes.forgetClosed();
      return false;
    }
    if (!speaksPlainHttp1(connector) || logsDrops(connector) || !bytes.haveRoom()) {
      return false;
    }
    ByteBuffer buffer = buffers.take();
    try {
      int read = read(channel, buffer);
      return read > 0 && drops(channel, peer, localPort, buffer.flip());
    } finally {
      buffers.give(buffer);
    }
  }

  private boolean drops(SocketChannel channel, InetAddress peer, int localPort, ByteBuffer read) {
    Verdict verdict = Verdict.PASS;
    try {
      verdict = gates.early(peer, localPort, read);
    } finally {
      // Whatever happens: the kernel has these bytes no more.
      if (!verdict.drops()) {
        bytes.keep(channel, read);
      }
    }
    if (!verdict.drops()) {
      return false;
    }
    AcceptAdvice.close(channel, verdict.closing() == Closing.RST);
    return true;
  }

  /** How much was there; nothing if the connection has ended, which Jetty will see itself. */
  private static int read(SocketChannel channel, ByteBuffer buffer) {
    try {
      channel.configureBlocking(false);
      return channel.read(buffer);
    } catch (IOException ended) {
      return 0;
    }
  }

  /**
   * Whether Jetty will make an HttpConnection, which takes bytes that others have read
   * (Connection.UpgradeTo). Not where TLS, the PROXY protocol or a detection of these comes first,
   * and not where an application has changed how connections are made, or who reads them:
   * subclasses can do all that.
   */
  private static boolean speaksPlainHttp1(ServerConnector connector) {
    ConnectionFactory first = connector.getDefaultConnectionFactory();
    return connector.getClass() == ServerConnector.class
        && first != null
        && first.getClass() == HttpConnectionFactory.class
        && ((HttpConnectionFactory) first).getInputBufferSize() >= ReadBuffers.CAPACITY;
  }

  /** Whether Jetty has a log in which a dropped request has its line. */
  private boolean logsDrops(ServerConnector connector) {
    return connector.getServer().getRequestLog() != null && gates.writesAccessLog();
  }
}
