package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Malformation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Tells by the first bytes what arrived on a TLS port. Leaves buffers as they are. */
final class NotTls {

  private static final int EXCERPT = 200;

  private NotTls() {}

  /**
   * What it is, or null if it is TLS after all or too short to say.
   *
   * @param first whether nothing was read before: then only a handshake can begin here, or an alert
   *     of a client that has thought better of it
   */
  static @Nullable Malformation of(ByteBuffer input, boolean first) {
    if (input.remaining() < 3) {
      return null;
    }
    int type = input.get(input.position()) & 0xff;
    int second = input.get(input.position() + 1) & 0xff;
    int third = input.get(input.position() + 2) & 0xff;
    // Content type and major version of a record (RFC 8446 section 5.1).
    boolean record = type >= 20 && type <= 23 && second == 3;
    // The hello of SSL 2.0, in which old clients wrap theirs (RFC 5246 appendix E.2).
    boolean oldHello = (type & 0x80) != 0 && third == 1;
    boolean handshakeOrAlert = type == 21 || type == 22;
    if (record && first && !handshakeOrAlert) {
      return Malformation.GARBAGE_ON_TLS_PORT;
    }
    if (record || oldHello) {
      return null;
    }
    return isLetter(type) && isLetter(second) && isLetter(third)
        ? Malformation.PLAIN_ON_TLS_PORT
        : Malformation.GARBAGE_ON_TLS_PORT;
  }

  /** The beginning of the first line, one char a byte. */
  static String firstLine(ByteBuffer input) {
    StringBuilder line = new StringBuilder();
    for (int i = input.position(); i < input.limit() && line.length() < EXCERPT; i++) {
      char next = (char) (input.get(i) & 0xff);
      if (next == '\r' || next == '\n') {
        break;
      }
      line.append(next);
    }
    return line.toString();
  }

  private static boolean isLetter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
