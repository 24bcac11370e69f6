package dev.drop444.it.server;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** A server's view of its only listener, which has no TLS. As thread-safe as those it asks. */
public final class OneListener implements Listeners {

  private final IntSupplier port;
  private final LongSupplier connections;

  /**
   * A listener.
   *
   * @param connections how many the server thinks it has
   */
  public OneListener(IntSupplier port, LongSupplier connections) {
    this.port = port;
    this.connections = connections;
  }

  @Override
  public int plainPort() {
    return port.getAsInt();
  }

  /** There is none; whoever asks for the ports wants two. */
  @Override
  public int tlsPort() {
    return plainPort();
  }

  @Override
  public long connections() {
    return connections.getAsLong();
  }
}
