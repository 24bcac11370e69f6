package dev.drop444.tomcat;

import dev.drop444.engine.gate.Malformation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Why Tomcat refuses a request. It answers nearly everything with 400, and its messages are
 * translated, so the state of its parser has to tell.
 */
final class Refusal {

  private static final int TLS_HANDSHAKE = 0x16;
  private static final int TLS_MAJOR_VERSION = 3;
  private static final int PHASE_VERSION = 6;

  private Refusal() {}

  /** Null if a status says nothing about what the client sent. */
  static @Nullable Malformation ofStatus(int status) {
    switch (status) {
      case 400:
        return Malformation.SYNTAX;
      case 414:
      case 431:
        return Malformation.TOO_LARGE;
      case 417:
        return Malformation.EXPECTATION;
      case 501:
        return Malformation.NOT_IMPLEMENTED;
      case 505:
        return Malformation.VERSION;
      default:
        return null;
    }
  }

  /**
   * A request line that does not parse.
   *
   * @param read the head as far as it was read
   * @param limit how large a head may be, in bytes
   * @param phase see {@link PrivateMembers#requestLinePhase}
   */
  static Malformation ofRequestLine(ByteBuffer read, int limit, int phase) {
    if (read.limit() > 1 && read.get(0) == TLS_HANDSHAKE && read.get(1) == TLS_MAJOR_VERSION) {
      return Malformation.TLS_ON_PLAIN_PORT;
    }
    if (read.position() >= limit) {
      return Malformation.TOO_LARGE;
    }
    return phase == PHASE_VERSION && hasThreeParts(read)
        ? Malformation.VERSION
        : Malformation.SYNTAX;
  }

  /** Whether the version is what is wrong, and not a space before or within the target. */
  private static boolean hasThreeParts(ByteBuffer read) {
    CharSequence line = Excerpt.ofLine(read, read.limit());
    return line != null
        && line.charAt(0) != ' '
        && line.chars().filter(c -> c == ' ' || c == '\t').count() == 2;
  }

  /**
   * A header section that does not parse. Of more fields than {@code maxHeaderCount}, Tomcat tells
   * by an IllegalStateException (MimeHeaders.createHeader).
   */
  static Malformation ofHeaders(ByteBuffer read, int limit, Throwable thrown) {
    return read.position() >= limit || thrown instanceof IllegalStateException
        ? Malformation.TOO_LARGE
        : Malformation.SYNTAX;
  }
}
