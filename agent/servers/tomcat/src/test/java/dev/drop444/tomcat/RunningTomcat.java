package dev.drop444.tomcat;

import java.util.List;

/** A Tomcat of some version, seen from a test that has another one on its class path. */
public interface RunningTomcat extends AutoCloseable {

  int port();

  /** The port with TLS, if there is one. */
  int tlsPort();

  int ajpPort();

  /** Lets one of the threads of the application go on that wait for this. */
  void go();

  /** What Tomcat counts against {@code maxConnections}, AJP apart. */
  long connections();

  /** Requests that reached the application. */
  int served();

  /** What the application has to tell of what it met. */
  List<String> told();

  /** The access log: status and path. */
  List<String> logged();

  /** The same with all that it says: peer, request line, status, bytes, when and how long. */
  List<String> loggedInFull();

  /** Puts the access logs in, as they are to begin with, or takes them out. */
  void logs(boolean wanted);

  @Override
  void close() throws Exception;
}
