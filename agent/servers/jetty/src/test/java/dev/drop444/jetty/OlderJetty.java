package dev.drop444.jetty;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.drop444.weaver.Versions;
import org.eclipse.jetty.server.Server;

/** What older supported versions do otherwise, woven or not. */
final class OlderJetty {

  /** Takes a request for ended twice whose body over HTTP/2 has not come: statistics below 0. */
  static final Versions ENDS_REQUESTS_TWICE =
      Versions.range("12.0.16", "12.0.30").or("12.1.0", "12.1.4");

  /** Serves requests with an Expect that it does not know (RFC 9110 section 10.1.1). */
  static final Versions IGNORES_EXPECTATIONS = Versions.range("12.0.16", "12.0.28");

  /** The same over HTTP/2. */
  static final Versions IGNORES_EXPECTATIONS_OF_HTTP_2 =
      IGNORES_EXPECTATIONS.or("12.1.0", "12.1.1");

  /** Takes a chunk that does not end with CRLF (RFC 9112 section 7.1). */
  static final Versions TAKES_OPEN_CHUNKS = Versions.range("12.0.16", "12.0.33");

  /** Keeps the buffer of a handshake in whose middle the connection ends. */
  static final Versions LEAKS_HALF_HANDSHAKES = Versions.range("12.0.16", "12.0.23");

  private OlderJetty() {}

  static boolean is(Versions versions) {
    return versions.contain(Server.getVersion());
  }

  /** Leaves the rest of a test out. */
  static void skip(Versions versions) {
    assumeFalse(is(versions), () -> "Jetty " + Server.getVersion());
  }
}
