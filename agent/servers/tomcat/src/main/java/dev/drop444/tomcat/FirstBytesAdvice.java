package dev.drop444.tomcat;

import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;

/** Where Tomcat gets what was read of a connection before it. Thread-safe. */
public final class FirstBytesAdvice {

  private final PrivateMembers members;
  private final FirstBytes firstBytes;

  public FirstBytesAdvice(PrivateMembers members, FirstBytes firstBytes) {
    this.members = members;
    this.firstBytes = firstBytes;
  }

  /**
   * Advice of {@code NioEndpoint.Poller#register}, after that of {@link ConnectionAdvice}: the
   * connection is set up, and nobody reads it yet.
   *
   * @return true if it is being read already
   */
  public boolean register(Object poller, NioSocketWrapper connection) throws Throwable {
    AbstractEndpoint<?, ?> endpoint = members.endpoint(connection);
    return endpoint instanceof NioEndpoint
        && firstBytes.handOver(connection, (NioEndpoint) endpoint);
  }
}
