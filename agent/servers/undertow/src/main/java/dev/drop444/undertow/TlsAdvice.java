package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import io.undertow.protocols.ssl.SslConduit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * The malformed gate of a TLS port: what does not even look like TLS gets no alert. A hello that
 * looks like one and is refused is TLS's own affair, and may come from a client of good will.
 * Thread-safe.
 */
public final class TlsAdvice {

  /** Type, two bytes of version, two bytes of length (RFC 8446 section 5.1). */
  private static final int RECORD_HEADER = 5;

  private static final int FIRST_CONTENT_TYPE = 20;
  private static final int LAST_CONTENT_TYPE = 23;
  private static final int MAJOR_VERSION = 3;

  /** What {@link SSLEngine#getSession} documents until the first handshake is done. */
  private static final String NO_CIPHER = "SSL_NULL_WITH_NULL_NULL";

  private final Gates gates;
  private final PrivateMembers members = new PrivateMembers();

  /**
   * The conduit whose connection is about to end on this I/O thread, in an array of one: Undertow
   * reads it once or twice more before.
   */
  @SuppressWarnings("ThreadLocalUsage") // one advice a server copy, as good as static
  private final ThreadLocal<@Nullable Object[]> ending = new ThreadLocal<>();

  public TlsAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Before {@code SslConduit.engineUnwrap}, which decrypts what was read. Costs a TLS record a few
   * comparisons.
   *
   * @return true to decrypt nothing: the connection ends
   */
  public boolean unwrap(
      SslConduit conduit,
      ByteBuffer read,
      Object into,
      int offset,
      int length,
      Object producedBytes) {
    if (read.remaining() < RECORD_HEADER || isRecord(read) || !awaitsHello(conduit)) {
      return false;
    }
    Object[] slot = ending.get();
    if (slot == null || slot[0] != conduit) {
      StreamConnection connection = members.connection(conduit);
      Verdict verdict = ask(connection, read);
      if (!verdict.drops()) {
        return false;
      }
      if (slot == null) {
        slot = new Object[1];
        ending.set(slot);
      }
      // On the next turn: the conduit is not done with its buffers.
      connection
          .getIoThread()
          .execute(
              new TlsDrop(
                  new ConnectionEnd(connection, connection, members.buffers(conduit), members),
                  verdict.closing(),
                  slot));
      slot[0] = conduit;
    }
    read.position(read.limit());
    return true;
  }

  /** The result of {@link #unwrap} that lets Undertow wait for more. */
  public SSLEngineResult unwrapSkipped(
      SslConduit conduit,
      ByteBuffer read,
      Object into,
      int offset,
      int length,
      Object producedBytes) {
    return new SSLEngineResult(
        SSLEngineResult.Status.BUFFER_UNDERFLOW, HandshakeStatus.NEED_UNWRAP, 0, 0);
  }

  private static boolean isRecord(ByteBuffer read) {
    int start = read.position();
    int type = read.get(start);
    if (type >= FIRST_CONTENT_TYPE && type <= LAST_CONTENT_TYPE) {
      return read.get(start + 1) == MAJOR_VERSION;
    }
    // The hello of SSL 2, in which a client may offer newer versions (RFC 5246 appendix E.2).
    return type < 0 && read.get(start + 2) == 1;
  }

  private static boolean awaitsHello(SslConduit conduit) {
    SSLEngine engine = conduit.getSSLEngine();
    if (engine.getUseClientMode()) {
      return false;
    }
    SSLSession session = engine.getSession();
    return session == null || NO_CIPHER.equals(session.getCipherSuite());
  }

  private Verdict ask(StreamConnection connection, ByteBuffer read) {
    InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
    InetSocketAddress local = connection.getLocalAddress(InetSocketAddress.class);
    InetAddress address = peer == null ? null : peer.getAddress();
    int port = local == null ? 0 : local.getPort();
    return beginsLikeHttp(read)
        ? gates.malformed(
            address, port, Malformation.PLAIN_ON_TLS_PORT, Excerpt.ofLine(read, read.position()))
        : gates.malformed(address, port, Malformation.GARBAGE_ON_TLS_PORT, null);
  }

  /** Letters, up to a space if that comes soon: the methods in use consist of letters. */
  private static boolean beginsLikeHttp(ByteBuffer read) {
    for (int i = 0; i < RECORD_HEADER; i++) {
      int b = read.get(read.position() + i);
      if (b == ' ' && i > 0) {
        return true;
      }
      if ((b < 'A' || b > 'Z') && (b < 'a' || b > 'z')) {
        return false;
      }
    }
    return true;
  }
}
