package dev.drop444.engine.connection;

import dev.drop444.engine.gate.Closing;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A request head of which something is missing, as the sweep has found it. Immutable. */
public final class PendingHead {

  private final TrackedConnection connection;
  private final long seen;
  private final long waitedNanos;

  PendingHead(TrackedConnection connection, long seen, long waitedNanos) {
    this.connection = connection;
    this.seen = seen;
    this.waitedNanos = waitedNanos;
  }

  public TrackedConnection connection() {
    return connection;
  }

  /** The address at the other end; null where there is none (Unix sockets). */
  public @Nullable InetAddress peer() {
    return connection.peer();
  }

  /** Since its first byte, or since accept if it is the connection's first one. */
  public long waitedNanos() {
    return waitedNanos;
  }

  /**
   * Whether nothing of it has come: the connection was opened and never used, as browsers do in
   * advance.
   */
  public boolean isSilent() {
    return TrackedConnection.phase(seen) == TrackedConnection.OPENED;
  }

  /**
   * Ends the connection, unless the head has arrived meanwhile.
   *
   * @return whether it was ended by this call
   */
  public boolean end(Closing how) {
    return connection.end(seen, how);
  }
}
