package dev.drop444.jetty;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A real Jetty of any kind for {@link EarlyLookScenarios}, woven, with a request log. Its
 * application reads bodies, and answers with the method, a blank, the path, a colon, and the body.
 */
interface EarlyServer extends AutoCloseable {

  TrialGates gates();

  Socket connect(boolean onTlsPort) throws IOException;

  ServerConnector connector(boolean tls);

  /** Method and path of what reached the application. */
  List<String> reached();

  /** Lines of the request log. */
  List<String> lines();

  /** Waits until Jetty holds no connection, no request, and no buffer. */
  void awaitNothingLeft() throws InterruptedException;

  /** What went wrong, and what Jetty logged, since the last call. */
  List<String> troubles();
}
