package dev.drop444.jetty.io;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes refused connections before Jetty makes anything of them: no end point, no listener, no
 * count, no TLS. Runs on acceptor or selector threads. Stateless; allocates nothing when it passes.
 */
public final class AcceptAdvice {

  private final Gates gates;

  public AcceptAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Asks the accept gate.
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
    AcceptVerdict verdict =
        gates.accept(((InetSocketAddress) peer).getAddress(), Math.max(0, self.getLocalPort()));
    if (verdict == AcceptVerdict.PASS) {
      return false;
    }
    close(channel, verdict);
    return true;
  }

  /** Closes in any case: once the gate refused, no failure may let the connection in. */
  private static void close(SocketChannel channel, AcceptVerdict verdict) {
    try (channel) {
      if (verdict == AcceptVerdict.RST) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException gone) {
      // The peer was faster; there is nothing left to refuse.
    }
  }
}
