package dev.drop444.jetty.io;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes refused connections before Jetty makes anything of them: no end point, no listener, no
 * count, no TLS. Runs on acceptor or selector threads. Thread-safe; allocates nothing when it
 * passes without an early look.
 */
public final class AcceptAdvice {

  private final Gates gates;
  private final EarlyLook early;

  public AcceptAdvice(Gates gates, EarlyLook early) {
    this.gates = gates;
    this.early = early;
  }

  /**
   * Asks the accept gate, and looks at the first request where that is wanted.
   *
   * @param channel just accepted, still blocking, not registered with a selector
   * @return whether it was closed, so that Jetty must not touch it (it would log a warning)
   * @throws IOException if the channel does not say who its peer is; Jetty then goes on
   */
  public boolean accepted(ServerConnector self, SocketChannel channel) throws IOException {
    SocketAddress peer = channel.getRemoteAddress();
    if (!(peer instanceof InetSocketAddress)) {
      return false;
    }
    InetAddress address = ((InetSocketAddress) peer).getAddress();
    int localPort = Math.max(0, self.getLocalPort());
    AcceptVerdict verdict = gates.accept(address, localPort);
    if (verdict == AcceptVerdict.PASS) {
      return early.drops(self, channel, address, localPort);
    }
    close(channel, verdict == AcceptVerdict.RST);
    return true;
  }

  /** Closes in any case: once the gate refused, no failure may let the connection in. */
  static void close(SocketChannel channel, boolean rst) {
    try (channel) {
      if (rst) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException gone) {
      // The peer was faster; there is nothing left to refuse.
    }
  }
}
