package dev.drop444.engine.gate;

/** The descriptions of TLS alerts (RFC 8446 section 6). */
public final class TlsAlert {

  private TlsAlert() {}

  /**
   * Whether a server that sends this before its first handshake message says that what came is no
   * TLS. Not of failed negotiations, nor of certificates, nor of an error of the server's own.
   *
   * @param description of a fatal alert, the second byte of its two
   */
  public static boolean blamesTheClient(int description) {
    switch (description) {
      case 10: // unexpected_message
      case 20: // bad_record_mac
      case 22: // record_overflow
      case 47: // illegal_parameter
      case 50: // decode_error
      case 51: // decrypt_error
        return true;
      default:
        return false;
    }
  }
}
