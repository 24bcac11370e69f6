package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.TLSClientHelloExtractor.ExtractorResult;

/**
 * The malformed gate of a TLS port: what does not even look like TLS gets neither Tomcat's page
 * about it nor an alert. A hello that looks like one and is refused is TLS's own affair, and may
 * come from a client of good will. Thread-safe. Costs a connection a few comparisons.
 */
public final class TlsAdvice {

  /** Type, two bytes of version, two bytes of length (RFC 8446 section 5.1). */
  private static final int RECORD_HEADER = 5;

  private static final int FIRST_CONTENT_TYPE = 20;
  private static final int LAST_CONTENT_TYPE = 23;
  private static final int MAJOR_VERSION = 3;

  private final Gates gates;
  private final MethodHandle netInBuffer;
  private final MethodHandle socketWrapper;

  public TlsAdvice(Gates gates) throws ReflectiveOperationException {
    this.gates = gates;
    MethodHandles.Lookup inside =
        MethodHandles.privateLookupIn(SecureNioChannel.class, MethodHandles.lookup());
    this.netInBuffer = inside.findGetter(SecureNioChannel.class, "netInBuffer", ByteBuffer.class);
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
    boolean plain = result == ExtractorResult.NON_SECURE.ordinal();
    if (!plain && result != ExtractorResult.NOT_PRESENT.ordinal()) {
      return result;
    }
    ByteBuffer read = (ByteBuffer) netInBuffer.invokeExact(connection);
    if (!plain && (read.position() < RECORD_HEADER || isRecord(read))) {
      return result;
    }
    SocketChannel channel = connection.getIOChannel();
    Verdict verdict = ask(channel, plain, read);
    if (!verdict.drops()) {
      return result;
    }
    if (verdict.closing() == Closing.RST) {
      NioSocketWrapper wrapper =
          (NioSocketWrapper) socketWrapper.invokeExact((NioChannel) connection);
      RawSocket.reset(wrapper, channel);
    } else {
      RawSocket.halfClose(channel);
      RawSocket.discard(channel, connection.getBufHandler().getReadBuffer());
    }
    return ExtractorResult.NON_SECURE.ordinal();
  }

  /** Of what was read from index 0. */
  private static boolean isRecord(ByteBuffer read) {
    int type = read.get(0);
    if (type >= FIRST_CONTENT_TYPE && type <= LAST_CONTENT_TYPE) {
      return read.get(1) == MAJOR_VERSION;
    }
    // The hello of SSL 2, in which a client may offer newer versions (RFC 5246 appendix E.2).
    return type < 0 && read.get(2) == 1;
  }

  private Verdict ask(SocketChannel channel, boolean plain, ByteBuffer read) {
    InetAddress peer = RawSocket.peer(channel);
    int port = RawSocket.localPort(channel);
    return plain
        ? gates.malformed(
            peer, port, Malformation.PLAIN_ON_TLS_PORT, Excerpt.ofLine(read, read.position()))
        : gates.malformed(peer, port, Malformation.GARBAGE_ON_TLS_PORT, null);
  }
}
