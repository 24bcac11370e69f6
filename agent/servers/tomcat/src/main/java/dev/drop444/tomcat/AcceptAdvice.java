package dev.drop444.tomcat;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * The accept gate. Runs on the acceptor thread, of which there is one a connector: allocates
 * nothing of its own and asks the kernel nothing (the channel has both addresses since it was
 * accepted).
 */
public final class AcceptAdvice {

  private final Gates gates;
  private final Connectors connectors;

  /** {@code NioEndpoint.destroySocket(SocketChannel)}: counts the connection down and closes it. */
  private final MethodHandle destroySocket;

  public AcceptAdvice(Gates gates, Connectors connectors) throws ReflectiveOperationException {
    this.gates = gates;
    this.connectors = connectors;
    this.destroySocket =
        MethodHandles.privateLookupIn(NioEndpoint.class, MethodHandles.lookup())
            .findVirtual(
                NioEndpoint.class,
                "destroySocket",
                MethodType.methodType(void.class, SocketChannel.class));
  }

  /**
   * Advice of {@code NioEndpoint#setSocketOptions}; true refuses the connection. Never one of AJP:
   * everybody is behind the web server that opens it.
   */
  public boolean accepted(NioEndpoint endpoint, SocketChannel channel) throws Throwable {
    InetAddress peer = RawSocket.peer(channel);
    if (peer == null || !connectors.speaksHttp(endpoint)) {
      return false;
    }
    AcceptVerdict verdict = gates.accept(peer, RawSocket.localPort(channel));
    if (verdict == AcceptVerdict.PASS) {
      return false;
    }
    if (verdict == AcceptVerdict.RST) {
      RawSocket.resetOnClose(channel);
    }
    refuse(endpoint, channel);
    return true;
  }

  /**
   * Never throws: once the connection is counted down, letting the method's body run would count it
   * down again, when it finds the channel closed. Tomcat's own method counts first and lets no
   * IOException out, so if it fails at all then before it did anything, and what is left to us is
   * that no descriptor leaks.
   */
  private void refuse(NioEndpoint endpoint, SocketChannel channel) {
    try {
      destroySocket.invokeExact(endpoint, channel);
    } catch (Throwable failed) {
      RawSocket.close(channel);
    }
  }
}
