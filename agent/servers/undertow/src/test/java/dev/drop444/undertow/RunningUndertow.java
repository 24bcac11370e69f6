package dev.drop444.undertow;

/** An Undertow of some version, seen from a test that has another one on its class path. */
public interface RunningUndertow extends AutoCloseable {

  int plainPort();

  int tlsPort();

  /**
   * Connections and requests that Undertow counts, connections that XNIO counts, and buffers that
   * were taken from the pool and not given back.
   */
  long held();

  /** Requests that reached the application. */
  int served();

  @Override
  void close();
}
