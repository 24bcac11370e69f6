package dev.drop444.tomcat;

/** A Tomcat of some version, seen from a test that has another one on its class path. */
public interface RunningTomcat extends AutoCloseable {

  int port();

  /** The port with TLS, if there is one. */
  int tlsPort();

  /** What Tomcat counts against {@code maxConnections}. */
  long connections();

  /** Requests that reached the application. */
  int served();

  /** Lines of the access log. */
  int logged();

  @Override
  void close() throws Exception;
}
