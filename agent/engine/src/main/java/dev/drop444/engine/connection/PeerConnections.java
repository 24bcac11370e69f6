package dev.drop444.engine.connection;

import java.net.InetAddress;

/**
 * Counts the open connections of each peer. Thread-safe; never blocks or throws, and allocates as
 * little as a map needs.
 */
public interface PeerConnections {

  /** Counts nothing. */
  PeerConnections NONE =
      new PeerConnections() {
        @Override
        public boolean opened(InetAddress peer) {
          return false;
        }

        @Override
        public void closed(InetAddress peer) {}
      };

  /**
   * A connection that passed the accept gate.
   *
   * @return whether it was counted; only then its end is told
   */
  boolean opened(InetAddress peer);

  /** A connection that was counted is gone; told exactly once, with the same address. */
  void closed(InetAddress peer);
}
