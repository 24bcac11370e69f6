package dev.drop444.engine;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.strike.Offence;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Something that a rule, a ban or a key of the configuration hit: at which gate, who did it, and
 * what is known of it. Made only where there is a hit; confined to the gate's thread.
 */
abstract class Hit {

  private final Gate gate;
  private final @Nullable InetAddress client;
  private final boolean clientKnown;

  Hit(Gate gate, @Nullable InetAddress client, boolean clientKnown) {
    this.gate = gate;
    this.client = client;
    this.clientKnown = clientKnown;
  }

  final Gate gate() {
    return gate;
  }

  /** The address that rules act on; null if there is none. */
  final @Nullable InetAddress client() {
    return client;
  }

  /** Whether the address is a client's own, and not a proxy's. */
  final boolean isClientKnown() {
    return clientKnown;
  }

  /** The request head; null where none is known. */
  @Nullable RequestHead head() {
    return null;
  }

  /** Where the connection arrived, 0 if unknown. */
  abstract int port();

  /** Whether the client may be banned, for all that can be known here. */
  abstract boolean canBan(Policy policy, Shared shared);

  /** What tells it from another one. */
  abstract Offence offence();

  /** Writes it down in the log, soon. What has to be read is read before this returns. */
  abstract void writeTo(Shared shared, Policy policy, Decision decision);
}
