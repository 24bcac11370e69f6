package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngineResult;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNio2Channel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.TLSClientHelloExtractor.ExtractorResult;

/**
 * The malformed gate of a TLS port: what does not look like TLS, or breaks it, gets neither
 * Tomcat's page about it nor an alert. A hello that is one and is refused is TLS's own affair, and
 * may come from a client of good will. Thread-safe. Costs a connection a few comparisons.
 */
public final class TlsAdvice {

  private final Gates gates;
  private final MethodHandle netInBuffer;
  private final MethodHandle netInBuffer2;
  private final MethodHandle netOutBuffer2;
  private final MethodHandle socketWrapper;

  /** Of which the first bytes were judged; TLS will find out, too. Rare, and so behind a lock. */
  private final Set<NetworkChannel> passed =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  public TlsAdvice(Gates gates) throws ReflectiveOperationException {
    this.gates = gates;
    MethodHandles.Lookup inside =
        MethodHandles.privateLookupIn(SecureNioChannel.class, MethodHandles.lookup());
    this.netInBuffer = inside.findGetter(SecureNioChannel.class, "netInBuffer", ByteBuffer.class);
    MethodHandles.Lookup inside2 =
        MethodHandles.privateLookupIn(SecureNio2Channel.class, MethodHandles.lookup());
    this.netInBuffer2 =
        inside2.findGetter(SecureNio2Channel.class, "netInBuffer", ByteBuffer.class);
    this.netOutBuffer2 =
        inside2.findGetter(SecureNio2Channel.class, "netOutBuffer", ByteBuffer.class);
    this.socketWrapper =
        MethodHandles.privateLookupIn(NioChannel.class, MethodHandles.lookup())
            .findGetter(NioChannel.class, "socketWrapper", NioSocketWrapper.class);
  }

  /**
   * Advice of {@code SecureNioChannel#processSNI}, where it branches on what the first bytes of a
   * connection are.
   *
   * @param result ordinal of an {@link ExtractorResult}
   * @return the ordinal to branch on: for a drop that of plain text, of which Tomcat ends the
   *     connection once it has answered; and it cannot answer any more
   */
  @SuppressWarnings("EnumOrdinal") // what Tomcat branches on, resolved against the same Tomcat
  public int firstBytes(SecureNioChannel connection, int result) throws Throwable {
    SocketChannel channel = connection.getIOChannel();
    Verdict verdict = judge(result, (ByteBuffer) netInBuffer.invokeExact(connection), channel);
    if (!verdict.drops()) {
      return result;
    }
    end(connection, channel, verdict);
    return ExtractorResult.NON_SECURE.ordinal();
  }

  /** Advice of {@code SecureNio2Channel#processSNI}, at the same place. */
  @SuppressWarnings("EnumOrdinal") // as above
  public int firstBytesNio2(SecureNio2Channel connection, int result) throws Throwable {
    AsynchronousSocketChannel channel = connection.getIOChannel();
    Verdict verdict = judge(result, (ByteBuffer) netInBuffer2.invokeExact(connection), channel);
    if (!verdict.drops()) {
      return result;
    }
    RawSocket.halfClose(channel);
    return ExtractorResult.NON_SECURE.ordinal();
  }

  @SuppressWarnings("EnumOrdinal") // as above
  private Verdict judge(int result, ByteBuffer read, NetworkChannel channel) {
    boolean plain = result == ExtractorResult.NON_SECURE.ordinal();
    boolean judged =
        plain
            || (result == ExtractorResult.NOT_PRESENT.ordinal()
                && read.position() >= BrokenTls.RECORD_HEADER
                && !BrokenTls.isFirstRecord(read));
    if (!judged) {
      return Verdict.PASS;
    }
    Verdict verdict = ask(channel, plain, read);
    if (!verdict.drops()) {
      passed.add(channel);
    }
    return verdict;
  }

  /**
   * Advice of {@code SecureNioChannel#flush}; costs what is written over TLS a comparison.
   *
   * @param out what is to be written
   * @return true if it is not written, and Tomcat told that it was
   */
  public boolean flush(SecureNioChannel connection, ByteBuffer out) throws Throwable {
    if (!BrokenTls.isComplaint(out) || connection.isHandshakeComplete()) {
      return false;
    }
    SocketChannel channel = connection.getIOChannel();
    if (passed.remove(channel)) {
      return false;
    }
    Verdict verdict = ask(channel, false, out);
    if (!verdict.drops()) {
      return false;
    }
    out.position(out.limit());
    end(connection, channel, verdict);
    return true;
  }

  /**
   * Advice of {@code SecureNio2Channel#handshakeWrap}, which has made what is to be written; that
   * then fails, and so ends the connection.
   */
  public SSLEngineResult wrapped(SecureNio2Channel connection, SSLEngineResult result)
      throws Throwable {
    ByteBuffer out = (ByteBuffer) netOutBuffer2.invokeExact(connection);
    if (BrokenTls.isComplaint(out) && !connection.isHandshakeComplete()) {
      AsynchronousSocketChannel channel = connection.getIOChannel();
      if (!passed.remove(channel) && ask(channel, false, out).drops()) {
        RawSocket.halfClose(channel);
      }
    }
    return result;
  }

  /** For the client; Tomcat closes the connection, because its handshake has failed. */
  private void end(SecureNioChannel connection, SocketChannel channel, Verdict verdict)
      throws Throwable {
    if (verdict.closing() == Closing.RST) {
      NioSocketWrapper wrapper =
          (NioSocketWrapper) socketWrapper.invokeExact((NioChannel) connection);
      RawSocket.reset(wrapper, channel);
    } else {
      RawSocket.halfClose(channel);
      RawSocket.discard(channel, connection.getBufHandler().getReadBuffer());
    }
  }

  private Verdict ask(NetworkChannel channel, boolean plain, ByteBuffer read) {
    InetAddress peer = RawSocket.peer(channel);
    int port = RawSocket.localPort(channel);
    return plain
        ? gates.malformed(
            peer, port, Malformation.PLAIN_ON_TLS_PORT, Excerpt.ofLine(read, read.position()))
        : gates.malformed(peer, port, Malformation.GARBAGE_ON_TLS_PORT, null);
  }
}
