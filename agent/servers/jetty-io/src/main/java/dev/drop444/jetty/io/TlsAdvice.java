package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

/**
 * Asks the malformed gate about what is no TLS on a TLS port, or begins like it and breaks, and
 * keeps the alert back that Jetty would answer with. A real TLS handshake that fails gets its
 * alert: that is how a client learns that it is too old or does not trust us. Thread-safe.
 */
public final class TlsAdvice {

  private final Gates gates;
  private final MethodHandle endPointOf;
  private final MethodHandle connectionOf;
  private final MethodHandle executor;

  /** How Jetty closes under TLS; null in 9.4 and the first of 10.0 and 11.0, with no one place. */
  private final @Nullable MethodHandle disconnect;

  /** Connections on which Jetty has given up, but whose input is still drained. */
  private final Set<SslConnection> draining = ConcurrentHashMap.newKeySet();

  /**
   * Advice.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside; it then answers as ever
   */
  public TlsAdvice(Gates gates) throws ReflectiveOperationException {
    this.gates = gates;
    MethodHandles.Lookup inside =
        MethodHandles.privateLookupIn(SslConnection.class, MethodHandles.lookup());
    Class<?> endPoint = endPointClass();
    endPointOf =
        inside.findVirtual(
            SslConnection.class, "get" + endPoint.getSimpleName(), MethodType.methodType(endPoint));
    connectionOf =
        inside.findVirtual(
            endPoint, "getSslConnection", MethodType.methodType(SslConnection.class));
    executor =
        inside.findVirtual(
            SslConnection.class, "getExecutor", MethodType.methodType(Executor.class));
    disconnect = disconnect(endPoint);
  }

  /** Its name up to 11.0, or that from 12.0 on. */
  private static Class<?> endPointClass() throws ClassNotFoundException {
    ClassLoader loader = SslConnection.class.getClassLoader();
    String outer = SslConnection.class.getName();
    try {
      return Class.forName(outer + "$SslEndPoint", false, loader);
    } catch (ClassNotFoundException before12) {
      return Class.forName(outer + "$DecryptedEndPoint", false, loader);
    }
  }

  private static @Nullable MethodHandle disconnect(Class<?> endPoint)
      throws IllegalAccessException {
    try {
      return MethodHandles.privateLookupIn(endPoint, MethodHandles.lookup())
          .findVirtual(endPoint, "disconnect", MethodType.methodType(void.class));
    } catch (NoSuchMethodException older) {
      return null;
    }
  }

  /**
   * The TLS engine refuses what arrived; Jetty will send the alert and close.
   *
   * @param input of which the engine has consumed nothing
   * @return null: the exception stays, whether or not the connection was dropped
   */
  public @Nullable Throwable unwrapThrew(
      SslConnection self, SSLEngine engine, ByteBuffer input, ByteBuffer output, Throwable thrown) {
    if (engine.getUseClientMode() || hasAnswered(self)) {
      return null;
    }
    Malformation what = NotTls.of(input, self.getBytesIn() <= input.remaining());
    if (what != null) {
      refuse(self, what, what == Malformation.PLAIN_ON_TLS_PORT ? NotTls.firstLine(input) : null);
    }
    return null;
  }

  /**
   * Jetty is about to send.
   *
   * @param output records
   * @return whether they are kept back; Jetty takes them for sent
   */
  public boolean networkFlush(SslConnection self, ByteBuffer output) {
    if (!BrokenTls.isAlert(output) || hasAnswered(self) || self.getSSLEngine().getUseClientMode()) {
      return false;
    }
    // Asked only once, whatever alert an engine has for what is no TLS at all.
    if (!self.getEndPoint().isOpen()) {
      return false;
    }
    if (!draining.contains(self) && !refuse(self, Malformation.GARBAGE_ON_TLS_PORT, null)) {
      return false;
    }
    output.position(output.limit());
    return true;
  }

  /** Whether the gate drops the connection, which then has been done. */
  private boolean refuse(SslConnection ssl, Malformation what, @Nullable String excerpt) {
    TcpConnection tcp = TcpConnection.under(ssl.getEndPoint());
    if (tcp == null) {
      return false;
    }
    Verdict verdict =
        gates.malformed(
            ConnectionAddresses.peer(ssl.getEndPoint()),
            ConnectionAddresses.localPort(ssl.getEndPoint()),
            what,
            excerpt);
    if (verdict.drops()) {
      drop(verdict, ssl, tcp);
    }
    return verdict.drops();
  }

  /**
   * Jetty closes the TCP connection.
   *
   * @return whether that has to wait for the end of the drain
   */
  public boolean disconnect(Object self) throws Throwable {
    return !draining.isEmpty() && draining.contains((SslConnection) connectionOf.invoke(self));
  }

  /** Whether the handshake has begun at our end; the first Jettys of 10.0 do not count bytes. */
  private static boolean hasAnswered(SslConnection ssl) {
    long sent = ssl.getBytesOut();
    return sent > 0 || (sent < 0 && !"NONE".equals(ssl.getSSLEngine().getSession().getProtocol()));
  }

  private void drop(Verdict verdict, SslConnection ssl, TcpConnection tcp) {
    try {
      if (verdict.closing() == Closing.RST) {
        tcp.abortOnClose();
        tcp.close();
      } else {
        tcp.channel().shutdownOutput();
        if (disconnect == null) {
          tcp.close();
        } else {
          drain(ssl, tcp);
        }
      }
    } catch (IOException | RuntimeException gone) {
      // The client closed first, or the server is stopping.
      draining.remove(ssl);
      tcp.close();
    }
  }

  private void drain(SslConnection ssl, TcpConnection tcp) {
    draining.add(ssl);
    new HalfClosedConnection(
            tcp, ((AbstractEndPoint) tcp.endPoint()).getScheduler(), executorOf(ssl))
        .drain(() -> closeAfterDrain(ssl));
  }

  private void closeAfterDrain(SslConnection ssl) {
    draining.remove(ssl);
    if (disconnect == null) {
      return;
    }
    try {
      // With Jetty's own way it gives back its buffer, too.
      disconnect.invoke(endPointOf.invoke(ssl));
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Executor executorOf(SslConnection ssl) {
    try {
      return (Executor) executor.invoke(ssl);
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }
}
