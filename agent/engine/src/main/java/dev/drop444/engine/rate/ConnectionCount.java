package dev.drop444.engine.rate;

import dev.drop444.engine.connection.PeerConnections;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.rate.DebtTable.Answer;
import dev.drop444.engine.rate.DebtTable.Taken;
import dev.drop444.engine.reuse.Spares;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How many connections each client has open. Counts from when somebody asks for it, and then for
 * good. Thread-safe and lock-free; allocates nothing for IPv4.
 */
public final class ConnectionCount implements PeerConnections {

  private static final Limit EVERY_CLIENT =
      Limit.ofRequests("", Integer.MAX_VALUE, LimitKey.CLIENT);

  private final Limits limits;
  private final Spares<Look> spares = new Spares<>(Look::new);
  private volatile boolean counting;

  /**
   * Counts nothing yet.
   *
   * @param limits where the numbers are remembered
   */
  public ConnectionCount(Limits limits) {
    this.limits = limits;
  }

  /** Counts connections that are opened from now on. */
  public void start() {
    counting = true;
  }

  @Override
  public boolean opened(InetAddress peer) {
    if (!counting) {
      return false;
    }
    Look look = spares.take();
    try {
      Answer answer = limits.take(EVERY_CLIENT, key(look, peer), 0, look.taken);
      return answer == Answer.TAKEN;
    } finally {
      giveBack(look);
    }
  }

  @Override
  public void closed(InetAddress peer) {
    Look look = spares.take();
    try {
      limits.ongoing().giveBackOneOf(key(look, peer));
    } finally {
      giveBack(look);
    }
  }

  /** How many connections a client has open that were counted. */
  public long of(InetAddress peer) {
    if (!counting) {
      return 0;
    }
    Look look = spares.take();
    try {
      return limits.ongoing(key(look, peer));
    } finally {
      giveBack(look);
    }
  }

  private long key(Look look, InetAddress peer) {
    look.peer = peer;
    return limits.key(EVERY_CLIENT, look, look.hash);
  }

  private void giveBack(Look look) {
    look.peer = null;
    spares.give(look);
  }

  /** Working memory for one look. */
  private static final class Look implements Countable {
    final KeyHash hash = new KeyHash();
    final Taken taken = new Taken();
    @Nullable InetAddress peer;

    @Override
    public @Nullable InetAddress knownClient() {
      return peer;
    }

    @Override
    public @Nullable RequestHead knownHead() {
      return null;
    }
  }
}
