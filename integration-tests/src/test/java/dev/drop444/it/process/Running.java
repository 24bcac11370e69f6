package dev.drop444.it.process;

import org.jspecify.annotations.Nullable;

/** The server that all tests of a class share, one after the other. Confined to one thread. */
public final class Running {

  private @Nullable ServerProcess server;

  /** Starts it, in place of the one before. */
  public void start(Server kind, Setup setup) {
    stop();
    server = ServerProcess.start(kind, setup);
  }

  /** The running server. */
  public ServerProcess server() {
    if (server == null) {
      throw new IllegalStateException("No server is running");
    }
    return server;
  }

  /** Ends it, if it runs. */
  public void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
