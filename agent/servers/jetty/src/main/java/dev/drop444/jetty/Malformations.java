package dev.drop444.jetty;

import dev.drop444.engine.gate.Malformation;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** What Jetty means by the exceptions with which it refuses a request. */
final class Malformations {

  private Malformations() {}

  /**
   * The malformation behind a refusal.
   *
   * @param beforeRequestLine whether no request line was read; what was read then is binary
   * @return null if the status is none that a parser answers with
   */
  static @Nullable Malformation of(HttpException refusal, boolean beforeRequestLine) {
    switch (refusal.getCode()) {
      case HttpStatus.BAD_REQUEST_400:
        return ofBadRequest(refusal, beforeRequestLine);
      case HttpStatus.URI_TOO_LONG_414:
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431:
        return Malformation.TOO_LARGE;
      case HttpStatus.EXPECTATION_FAILED_417:
        return Malformation.EXPECTATION;
      // HTTP/2.0 on the request line of HTTP/1.
      case HttpStatus.UPGRADE_REQUIRED_426:
      case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505:
        return Malformation.VERSION;
      case HttpStatus.NOT_IMPLEMENTED_501:
        return Malformation.NOT_IMPLEMENTED;
      default:
        return null;
    }
  }

  private static Malformation ofBadRequest(HttpException refusal, boolean beforeRequestLine) {
    String reason = refusal.getReason();
    // Jetty's text in 12.0.16 to 12.1.14. 0x16 is the content type of a handshake record (RFC 8446
    // section 5.1).
    return beforeRequestLine && reason != null && reason.endsWith("CNTL=0x16")
        ? Malformation.TLS_ON_PLAIN_PORT
        : Malformation.SYNTAX;
  }
}
