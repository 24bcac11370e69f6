package dev.drop444.tomcat;

import dev.drop444.engine.gate.TlsAlert;
import java.nio.ByteBuffer;

/**
 * What of a handshake breaks the protocol, and is not merely something that two peers cannot agree
 * on.
 */
final class BrokenTls {

  /** Type, two bytes of version, two bytes of length (RFC 8446 section 5.1). */
  static final int RECORD_HEADER = 5;

  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int MAJOR_VERSION = 3;
  private static final int CLIENT_HELLO = 1;
  private static final int FATAL = 2;

  private BrokenTls() {}

  /**
   * Whether a connection begins with a record with which one can begin. What is in it is left to
   * TLS, and to {@link #isComplaint}, so that none is judged twice.
   *
   * @param read from index 0, at least {@link #RECORD_HEADER}
   */
  static boolean isFirstRecord(ByteBuffer read) {
    int type = read.get(0);
    if (type == HANDSHAKE || type == ALERT) {
      return read.get(1) == MAJOR_VERSION && (read.get(3) | read.get(4)) != 0;
    }
    // The hello of SSL 2, in which a client may offer newer versions (RFC 5246 appendix E.2).
    return type < 0 && read.get(2) == CLIENT_HELLO;
  }

  /**
   * Whether what is about to be written is an alert, not encrypted, which says that the client
   * broke the protocol (RFC 8446 section 6.2). Whatever has found that out, this is what it makes
   * of it.
   */
  static boolean isComplaint(ByteBuffer record) {
    int at = record.position();
    return record.remaining() == RECORD_HEADER + 2
        && record.get(at) == ALERT
        && record.get(at + RECORD_HEADER) == FATAL
        && TlsAlert.blamesTheClient(record.get(at + RECORD_HEADER + 1));
  }
}
