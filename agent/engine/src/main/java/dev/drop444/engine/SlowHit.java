package dev.drop444.engine;

import dev.drop444.engine.client.PresumedProxy;
import dev.drop444.engine.connection.PendingHead;
import dev.drop444.engine.connection.TrackedConnection;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.journal.SlowDrop;
import dev.drop444.engine.strike.Offence;
import java.net.InetAddress;
import java.util.function.Function;

/** A hit on a head or a body that comes too slowly. */
final class SlowHit extends Hit {

  private final TrackedConnection connection;
  private final InetAddress peer;
  private final Function<Decision, SlowDrop> line;

  private SlowHit(
      TrackedConnection connection, InetAddress peer, Function<Decision, SlowDrop> line) {
    super(Gate.SLOW, peer, true);
    this.connection = connection;
    this.peer = peer;
    this.line = line;
  }

  static SlowHit head(PendingHead head, InetAddress peer) {
    TrackedConnection connection = head.connection();
    return new SlowHit(
        connection,
        peer,
        decision -> SlowDrop.head(decision, peer, connection.localPort(), head.waitedNanos()));
  }

  /**
   * A hit on a body.
   *
   * @param waitedNanos how long the server has waited for it
   * @param bytes how many have come
   */
  static SlowHit body(
      TrackedConnection connection, InetAddress peer, long waitedNanos, long bytes) {
    return new SlowHit(
        connection,
        peer,
        decision -> SlowDrop.body(decision, peer, connection.localPort(), waitedNanos, bytes));
  }

  InetAddress peer() {
    return peer;
  }

  TrackedConnection connection() {
    return connection;
  }

  @Override
  int port() {
    return connection.localPort();
  }

  /** One that is not public and was not seen otherwise may be a proxy, and is not banned. */
  @Override
  boolean canBan(Policy policy, Shared shared) {
    return policy.canBan(peer) && (PresumedProxy.isPublic(peer) || policy.mayBanUnseen(peer));
  }

  /** Nobody retries being slow. */
  @Override
  Offence offence() {
    return new Offence(Offence.UNLIKE_ANY, Offence.UNLIKE_ANY);
  }

  @Override
  void writeTo(Shared shared, Policy policy, Decision decision) {
    shared.journal.write(line.apply(decision));
  }
}
