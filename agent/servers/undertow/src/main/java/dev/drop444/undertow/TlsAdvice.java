package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.ssl.SslConduit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;
import org.xnio.StreamConnection;

/**
 * The malformed gate of a TLS port: what does not even look like TLS gets no alert, nor does what
 * begins like TLS and then breaks its grammar. A hello that is well-formed and is refused is TLS's
 * own affair, and may come from a client of good will. Thread-safe.
 */
public final class TlsAdvice {

  /** Type, two bytes of version, two bytes of length (RFC 8446 section 5.1). */
  private static final int RECORD_HEADER = 5;

  private static final int FIRST_CONTENT_TYPE = 20;
  private static final int LAST_CONTENT_TYPE = 23;
  private static final int MAJOR_VERSION = 3;

  /** What {@link SSLEngine#getSession} documents until the first handshake is done. */
  private static final String NO_CIPHER = "SSL_NULL_WITH_NULL_NULL";

  /**
   * A record with a fatal alert, not encrypted (RFC 8446 section 6): header, level, description.
   */
  private static final int ALERT = 21;

  private static final int ALERT_LENGTH = 7;
  private static final int FATAL = 2;
  private static final int UNEXPECTED_MESSAGE = 10;
  private static final int RECORD_OVERFLOW = 22;
  private static final int ILLEGAL_PARAMETER = 47;
  private static final int DECODE_ERROR = 50;

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
   * Where {@code SslConduit.doUnwrap} has read from TCP, before it decrypts. Its buffer starts with
   * a record. Costs a read a few comparisons.
   *
   * @param result bytes that were read, or -1
   * @return 0 with an empty buffer if the connection ends: Undertow waits for more
   */
  public int read(SslConduit conduit, int result) {
    PooledByteBuffer input = result > 0 ? members.input(conduit) : null;
    ByteBuffer buffer = input == null ? null : input.getBuffer();
    if (buffer == null
        || buffer.position() < RECORD_HEADER
        || isRecord(buffer)
        || !awaitsHello(conduit)
        || !drops(conduit, buffer)) {
      return result;
    }
    buffer.clear();
    return 0;
  }

  private boolean drops(SslConduit conduit, ByteBuffer read) {
    Object[] slot = ending.get();
    if (slot != null && slot[0] == conduit) {
      return true;
    }
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
    return true;
  }

  /** Where {@code SslConduit.wrapAndFlip} returns. */
  public SSLEngineResult wrapped(
      SslConduit conduit, Object plain, int offset, int length, SSLEngineResult result)
      throws IOException {
    writes(conduit);
    return result;
  }

  /**
   * Where {@code SslConduit.doWrap} has flipped its buffer, in versions that have not the above.
   */
  public Buffer flipped(SslConduit conduit, Buffer output) throws IOException {
    writes(conduit);
    return output;
  }

  /**
   * Something is about to be written. By its alert TLS itself says whether a message was malformed
   * or only refused. Costs what is written a few comparisons.
   */
  private void writes(SslConduit conduit) throws IOException {
    PooledByteBuffer output = members.output(conduit);
    ByteBuffer record = output == null ? null : output.getBuffer();
    if (record == null || !isAlertAboutGrammar(record) || !awaitsHello(conduit)) {
      return;
    }
    StreamConnection connection = members.connection(conduit);
    Verdict verdict = ask(connection, Malformation.GARBAGE_ON_TLS_PORT, null);
    if (verdict.drops()) {
      // Undertow closes the connection next.
      record.position(record.limit());
      if (verdict.closing() == Closing.RST) {
        connection.setOption(Options.CLOSE_ABORT, true);
      }
    }
  }

  private static boolean isAlertAboutGrammar(ByteBuffer record) {
    int start = record.position();
    if (record.remaining() != ALERT_LENGTH
        || record.get(start) != ALERT
        || record.get(start + RECORD_HEADER) != FATAL) {
      return false;
    }
    int description = record.get(start + ALERT_LENGTH - 1);
    return description == UNEXPECTED_MESSAGE
        || description == RECORD_OVERFLOW
        || description == ILLEGAL_PARAMETER
        || description == DECODE_ERROR;
  }

  private static boolean isRecord(ByteBuffer read) {
    int type = read.get(0);
    if (type >= FIRST_CONTENT_TYPE && type <= LAST_CONTENT_TYPE) {
      return read.get(1) == MAJOR_VERSION;
    }
    // The hello of SSL 2, in which a client may offer newer versions (RFC 5246 appendix E.2).
    return type < 0 && read.get(2) == 1;
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
    return beginsLikeHttp(read)
        ? ask(
            connection, Malformation.PLAIN_ON_TLS_PORT, Excerpt.ofLine(read.duplicate().flip(), 0))
        : ask(connection, Malformation.GARBAGE_ON_TLS_PORT, null);
  }

  private Verdict ask(
      StreamConnection connection, Malformation what, @Nullable CharSequence excerpt) {
    if (Management.isLeftAlone(connection.getWorker(), gates)) {
      return Verdict.PASS;
    }
    InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
    InetSocketAddress local = connection.getLocalAddress(InetSocketAddress.class);
    InetAddress address = peer == null ? null : peer.getAddress();
    return gates.malformed(address, local == null ? 0 : local.getPort(), what, excerpt);
  }

  /** Letters, up to a space if that comes soon: the methods in use consist of letters. */
  private static boolean beginsLikeHttp(ByteBuffer read) {
    for (int i = 0; i < RECORD_HEADER; i++) {
      int b = read.get(i);
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
