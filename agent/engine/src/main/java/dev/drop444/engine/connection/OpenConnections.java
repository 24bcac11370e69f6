package dev.drop444.engine.connection;

import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The open connections, and the request bodies that are watched: as many as there really are.
 * Thread-safe. Opening and closing touch one bin of a concurrent map each; the sweep takes no lock
 * and makes nobody wait.
 */
public final class OpenConnections {

  private final ActiveClock headClock;
  private final ActiveClock bodyClock;
  private final PeerConnections peers;
  private final Set<TrackedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Set<PendingBody> bodies = ConcurrentHashMap.newKeySet();

  private volatile @Nullable Thread sweeper;
  private volatile boolean asleep;
  private volatile boolean reviewWanted;

  /**
   * None are open.
   *
   * @param peers who counts them for each peer
   */
  public OpenConnections(TimeSource time, PeerConnections peers) {
    this.headClock = new ActiveClock(time);
    this.bodyClock = new ActiveClock(time);
    this.peers = peers;
  }

  /**
   * Takes note of a connection; to be told and found by the server from now on.
   *
   * @param judges gives the judge in force, each time that one is needed
   */
  public TrackedConnection opened(OpenConnection connection, Supplier<Judge> judges) {
    InetAddress peer = connection.peer();
    boolean counted = peer != null && peers.opened(peer);
    TrackedConnection entry =
        new TrackedConnection(this, connection, judges, peer, counted, headClock.now());
    connections.add(entry);
    wakeIfAsleep();
    return entry;
  }

  /**
   * Watches the body of a request that passes.
   *
   * @param rule the name of the rule that wants it watched
   * @param next who else wants to hear of the request
   */
  public PendingBody watch(
      TrackedConnection connection, String rule, boolean http2, @Nullable RequestWatch next) {
    PendingBody body = new PendingBody(this, connection, rule, http2, next);
    bodies.add(body);
    wakeIfAsleep();
    return body;
  }

  /** Has the sweep look at all connections for outcasts, at once and on its own thread. */
  public void review() {
    reviewWanted = true;
    LockSupport.unpark(sweeper);
  }

  /** How many are open. */
  public int size() {
    return connections.size();
  }

  long headTime() {
    return headClock.now();
  }

  long bodyTime() {
    return bodyClock.now();
  }

  void remove(TrackedConnection connection, boolean counted) {
    connections.remove(connection);
    InetAddress peer = connection.peer();
    if (counted && peer != null) {
      peers.closed(peer);
    }
  }

  void remove(PendingBody body) {
    bodies.remove(body);
  }

  // For the sweep.

  Iterable<TrackedConnection> connections() {
    return connections;
  }

  Iterable<PendingBody> bodies() {
    return bodies;
  }

  /**
   * Moves the clocks.
   *
   * @param headsStand whether heads are not blamed for the time until the next tick
   */
  void tick(boolean headsStand) {
    headClock.tick(headsStand);
    bodyClock.tick(false);
  }

  boolean takeReview() {
    if (!reviewWanted) {
      return false;
    }
    // Before the sweep begins, so that what is wanted from now on is not forgotten.
    reviewWanted = false;
    return true;
  }

  boolean isReviewWanted() {
    return reviewWanted;
  }

  boolean isIdle() {
    return connections.isEmpty() && bodies.isEmpty();
  }

  void sweptBy(@Nullable Thread thread) {
    sweeper = thread;
  }

  /** Says that the sweeping thread sleeps, or no longer; after that, it has to look again. */
  void asleep(boolean sleeps) {
    asleep = sleeps;
  }

  private void wakeIfAsleep() {
    if (asleep) {
      LockSupport.unpark(sweeper);
    }
  }
}
