package dev.drop444.it.server;

/** A server's own view of its two listeners. Thread-safe. */
public interface Listeners {

  /** The port that takes HTTP/1.1 and HTTP/2 with prior knowledge, 0 if it is not open yet. */
  int plainPort();

  /** The port that takes TLS with ALPN for HTTP/1.1 and HTTP/2, 0 if it is not open yet. */
  int tlsPort();

  /** How many connections the server thinks it has, over both listeners and all its counters. */
  long connections();
}
