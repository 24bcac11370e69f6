package dev.drop444.engine.rule;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A condition that can be tried at accept, where only the peer's address is known. */
interface AtAccept {

  /** Whether it holds for a peer, {@code not-} included. Takes no lock. */
  boolean holds(@Nullable InetAddress peer);
}
