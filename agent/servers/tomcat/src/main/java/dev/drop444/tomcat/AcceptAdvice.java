package dev.drop444.tomcat;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.Nio2Endpoint;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * The accept gate, and during a flood the early look. Runs on the acceptor thread, of which there
 * is one a connector, or for NIO2 on a thread of the connector's pool: allocates nothing of its own
 * and asks the kernel nothing (the channel has both addresses since it was accepted).
 */
public final class AcceptAdvice {

  private final Gates gates;
  private final Connectors connectors;
  private final EarlyLook earlyLook;

  /** {@code NioEndpoint.destroySocket(SocketChannel)}: counts the connection down and closes it. */
  private final MethodHandle destroyNio;

  /** The same of {@code Nio2Endpoint}. */
  private final MethodHandle destroyNio2;

  public AcceptAdvice(Gates gates, Connectors connectors, EarlyLook earlyLook)
      throws ReflectiveOperationException {
    this.gates = gates;
    this.connectors = connectors;
    this.earlyLook = earlyLook;
    this.destroyNio = destroySocket(NioEndpoint.class, SocketChannel.class);
    this.destroyNio2 = destroySocket(Nio2Endpoint.class, AsynchronousSocketChannel.class);
  }

  private static MethodHandle destroySocket(Class<?> endpoint, Class<?> channel)
      throws ReflectiveOperationException {
    return MethodHandles.privateLookupIn(endpoint, MethodHandles.lookup())
        .findVirtual(endpoint, "destroySocket", MethodType.methodType(void.class, channel));
  }

  /**
   * Advice of {@code setSocketOptions} of both endpoints; true refuses the connection. Never one of
   * AJP: everybody is behind the web server that opens it.
   */
  public boolean accepted(AbstractEndpoint<?, ?> endpoint, NetworkChannel channel)
      throws Throwable {
    InetAddress peer = RawSocket.peer(channel);
    if (peer == null || !connectors.speaksHttp(endpoint)) {
      return false;
    }
    int localPort = RawSocket.localPort(channel);
    AcceptVerdict verdict = gates.accept(peer, localPort);
    boolean reset = verdict == AcceptVerdict.RST;
    if (verdict == AcceptVerdict.PASS) {
      Verdict first = earlyLook.look(endpoint, channel, peer, localPort);
      if (!first.drops()) {
        return false;
      }
      reset = first.closing() == Closing.RST;
    }
    if (reset) {
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
  private void refuse(AbstractEndpoint<?, ?> endpoint, NetworkChannel channel) {
    try {
      if (endpoint instanceof NioEndpoint) {
        destroyNio.invokeExact((NioEndpoint) endpoint, (SocketChannel) channel);
      } else {
        destroyNio2.invokeExact((Nio2Endpoint) endpoint, (AsynchronousSocketChannel) channel);
      }
    } catch (Throwable failed) {
      RawSocket.close(channel);
    }
  }
}
