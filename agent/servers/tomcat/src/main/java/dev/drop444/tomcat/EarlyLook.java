package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * The early look: what has arrived of a connection that was just accepted is read before Tomcat has
 * wrapped it, handed it to its poller and from there to a thread, which together cost more than all
 * of a drop. Of NIO connectors without TLS. Thread-safe.
 */
public final class EarlyLook {

  private final Gates gates;
  private final Connectors connectors;
  private final AccessLogs accessLogs;
  private final FirstBytes firstBytes;

  public EarlyLook(
      Gates gates, Connectors connectors, AccessLogs accessLogs, FirstBytes firstBytes) {
    this.gates = gates;
    this.connectors = connectors;
    this.accessLogs = accessLogs;
    this.firstBytes = firstBytes;
  }

  /**
   * Looks at a connection that passed the accept gate, on the acceptor's thread, if that is wanted.
   * What was read of one that is not dropped, Tomcat gets from {@link FirstBytes}.
   */
  Verdict look(
      AbstractEndpoint<?, ?> endpoint, NetworkChannel channel, InetAddress peer, int localPort)
      throws Throwable {
    if (!(endpoint instanceof NioEndpoint) || endpoint.isSSLEnabled() || !gates.looksEarly()) {
      return Verdict.PASS;
    }
    KnownConnector connector = connectors.of(endpoint);
    if (!firstBytes.areTaken() || (gates.writesAccessLog() && mayLog(connector, endpoint))) {
      return Verdict.PASS;
    }
    SocketChannel socket = (SocketChannel) channel;
    ByteBuffer read = connector.takeBuffer();
    if (!read(socket, read)) {
      connector.giveBuffer(read);
      return Verdict.PASS;
    }
    Verdict verdict = Verdict.PASS;
    try {
      verdict = gates.early(peer, localPort, read);
    } finally {
      if (verdict.drops()) {
        connector.giveBuffer(read);
      } else {
        firstBytes.keep(socket, read, connector);
      }
    }
    return verdict;
  }

  /**
   * Reads what is there; false if that is nothing. The end of input and what is wrong with a
   * connection come again when Tomcat reads (sun.nio.ch.SocketChannelImpl remembers a reset).
   */
  private static boolean read(SocketChannel channel, ByteBuffer into) {
    try {
      // As Tomcat itself does a moment later.
      channel.configureBlocking(false);
      if (channel.read(into) <= 0) {
        return false;
      }
    } catch (IOException | RuntimeException gone) {
      return false;
    }
    into.flip();
    return true;
  }

  private boolean mayLog(KnownConnector connector, AbstractEndpoint<?, ?> endpoint)
      throws Throwable {
    if (connector.wantsLogs()) {
      AbstractProtocol<?> protocol = connectors.protocol(endpoint);
      connector.tellLogs(protocol == null || accessLogs.mayLog(protocol.getAdapter()));
    }
    return connector.mayLog();
  }
}
