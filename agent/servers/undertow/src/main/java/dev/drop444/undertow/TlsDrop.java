package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;

/** The end of a connection that never spoke TLS, on its I/O thread. */
final class TlsDrop implements Runnable {

  private final ConnectionEnd end;
  private final Closing closing;
  private final Object[] ending;

  /**
   * Prepares.
   *
   * @param ending {@link TlsAdvice}'s note that this is due, deleted when it is done
   */
  TlsDrop(ConnectionEnd end, Closing closing, Object[] ending) {
    this.end = end;
    this.closing = closing;
    this.ending = ending;
  }

  @Override
  @SuppressWarnings("NullAway") // an empty slot
  public void run() {
    ending[0] = null;
    end.end(closing);
  }
}
