package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.OpenConnection;
import java.net.InetAddress;
import java.nio.channels.NetworkChannel;

/** A connection of a NIO or NIO2 connector, from outside. Immutable. */
final class TomcatConnection implements OpenConnection {

  private final NetworkChannel channel;
  private final InetAddress peer;
  private final int localPort;

  TomcatConnection(NetworkChannel channel, InetAddress peer, int localPort) {
    this.channel = channel;
    this.peer = peer;
    this.localPort = localPort;
  }

  @Override
  public InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return localPort;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  /**
   * Sends FIN, and lets Tomcat read the end of input wherever it reads. {@link Closing#RST} makes
   * the close that follows a reset, so that nothing of the connection is left in the kernel.
   */
  @Override
  public void end(Closing how) {
    if (how == Closing.RST) {
      RawSocket.resetOnClose(channel);
    }
    RawSocket.shutDownFromOutside(channel);
  }
}
