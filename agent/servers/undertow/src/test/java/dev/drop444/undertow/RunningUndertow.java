package dev.drop444.undertow;

import java.util.List;

/** An Undertow of some version, seen from a test that has another one on its class path. */
public interface RunningUndertow extends AutoCloseable {

  int plainPort();

  int tlsPort();

  /** Expects the PROXY protocol. */
  default int proxiedPort() {
    throw new UnsupportedOperationException();
  }

  /** Expects the PROXY protocol, then TLS. */
  default int proxiedTlsPort() {
    throw new UnsupportedOperationException();
  }

  default int ajpPort() {
    throw new UnsupportedOperationException();
  }

  /** What Undertow counts of the listener without TLS. */
  default long bytesReceived() {
    throw new UnsupportedOperationException();
  }

  /**
   * Connections and requests that Undertow counts, connections that XNIO counts, and buffers that
   * were taken from the pool and not given back.
   */
  long held();

  /** The same without the buffers. */
  long connections();

  /** Requests that reached the application. */
  int served();

  /** What the application has noted, and {@code log:} with each line of the access log. */
  List<String> notes();

  /** The lines of the access log: peer, request line, status and bytes. */
  default List<String> accessLog() {
    return List.of();
  }

  /** Types of ours that hang on the last exchange or its connection. */
  default List<String> kept() throws ReflectiveOperationException {
    return List.of();
  }

  /** Lets those handlers go on that wait for it. */
  void release();

  @Override
  void close();
}
