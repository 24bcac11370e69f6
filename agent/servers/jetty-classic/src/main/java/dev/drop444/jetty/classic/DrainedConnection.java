package dev.drop444.jetty.classic;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnection;

/**
 * What a dropped connection of HTTP/1 is to Jetty until it is closed: nobody reads from it but the
 * drain beneath. Takes over as another protocol does, so that Jetty forgets its parser, its buffers
 * and whatever was pipelined.
 */
final class DrainedConnection extends AbstractConnection {

  private DrainedConnection(EndPoint endPoint, HttpConnection before) {
    super(endPoint, before.getConnector().getExecutor());
  }

  /** Takes over; not while the parser runs, which still has the buffer. */
  static void takeOver(HttpConnection before) {
    EndPoint endPoint = before.getEndPoint();
    endPoint.upgrade(new DrainedConnection(endPoint, before));
  }

  /** Never asked for. */
  @Override
  public void onFillable() {}
}
