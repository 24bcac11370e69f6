package dev.drop444.engine.rule;

import java.net.InetAddress;

/** What the engine knows of peers when they open a connection. Thread-safe; never waits. */
public interface Peers {

  /** Nothing is known. */
  Peers UNKNOWN =
      new Peers() {
        @Override
        public boolean isProxyOrProbe(InetAddress peer) {
          return false;
        }

        @Override
        public long connections(InetAddress peer) {
          return 0;
        }
      };

  /** Whether a peer speaks for others, or looks after us: rules that shed spare both. */
  boolean isProxyOrProbe(InetAddress peer);

  /** How many connections a peer has open, without the new one; 0 if that must not count. */
  long connections(InetAddress peer);
}
