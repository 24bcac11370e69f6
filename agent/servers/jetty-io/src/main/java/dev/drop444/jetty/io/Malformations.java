package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Malformation;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** What Jetty means by the exceptions with which it refuses a request. */
public final class Malformations {

  private Malformations() {}

  /**
   * The malformation behind a refusal.
   *
   * @param status that Jetty answers with
   * @param reason that Jetty gives for it
   * @param beforeRequestLine whether no request line was read; what was read then is binary
   * @return null if the status is none that a parser answers with
   */
  public static @Nullable Malformation of(
      int status, @Nullable String reason, boolean beforeRequestLine) {
    switch (status) {
      case HttpStatus.BAD_REQUEST_400:
        return ofBadRequest(reason, beforeRequestLine);
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

  private static Malformation ofBadRequest(@Nullable String reason, boolean beforeRequestLine) {
    // Jetty's text in 9.4.26 to 12.1.14. 0x16 is the content type of a handshake record (RFC 8446
    // section 5.1).
    return beforeRequestLine && reason != null && reason.endsWith("CNTL=0x16")
        ? Malformation.TLS_ON_PLAIN_PORT
        : Malformation.SYNTAX;
  }
}
