package dev.drop444.engine.gate;

/**
 * Why a server's own parser refuses what arrived, as far as servers can tell. What a well-formed
 * request does against custom is not in here: the engine finds that itself.
 */
public enum Malformation {
  /** Request line, header field, length or target that breaks the grammar; answered with 400. */
  SYNTAX("syntax"),
  /** A request line or header section beyond the server's limits; answered with 414 or 431. */
  TOO_LARGE("too-large"),
  /** A transfer coding or method that the server does not know; answered with 501. */
  NOT_IMPLEMENTED("not-implemented"),
  /** A version that the server does not speak, HTTP/0.9 among them; answered with 505 or 400. */
  VERSION("version"),
  /** An expectation that the server cannot meet; answered with 417. */
  EXPECTATION("expectation"),
  /** A TLS ClientHello where plain HTTP is spoken. */
  TLS_ON_PLAIN_PORT("tls-on-plain-port"),
  /** A plain HTTP request where TLS is spoken. */
  PLAIN_ON_TLS_PORT("plain-on-tls-port"),
  /** Bytes on a TLS port that are neither TLS nor HTTP. */
  GARBAGE_ON_TLS_PORT("garbage-on-tls-port"),
  /** Frames or pseudo-header fields that HTTP/2 forbids. */
  HTTP_2("http2");

  private final String key;

  Malformation(String key) {
    this.key = key;
  }

  /** The kind as rules and the drop log call it, for example {@code too-large}. */
  public String key() {
    return key;
  }
}
