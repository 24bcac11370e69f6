package dev.drop444.jetty.io;

import dev.drop444.engine.gate.TlsAlert;
import java.nio.ByteBuffer;

/**
 * Tells by the alert whether a handshake fails for what arrived, and not for what was agreed on.
 * The alert is what the TLS engine itself makes of it, whichever engine that is.
 */
final class BrokenTls {

  private static final int ALERT = 21;
  private static final int FATAL = 2;

  private BrokenTls() {}

  /**
   * Whether a record, the first that goes out and so not encrypted, says that the client broke the
   * protocol (RFC 8446 sections 5.1 and 6.2). Left out are the alerts of failed negotiations, and
   * internal_error, which says nothing about the client.
   */
  static boolean isAlert(ByteBuffer record) {
    int at = record.position();
    return record.remaining() == 7
        && record.get(at) == ALERT
        && record.get(at + 5) == FATAL
        && TlsAlert.blamesTheClient(record.get(at + 6));
  }
}
