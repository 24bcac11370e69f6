package dev.drop444.engine.rule;

import java.net.InetAddress;

/** A condition that can be tried at accept, where only the peer's address is known. */
interface AtAccept {

  /** Whether it holds for a peer, {@code not-} included. Takes no lock. */
  boolean holds(InetAddress peer, Peers peers);
}
