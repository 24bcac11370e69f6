package dev.drop444.engine.rate;

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
public final class ConnectionCount {

  /** Stands for a connection that is not counted. */
  public static final long NOT_COUNTED = -1;

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

  /**
   * Counts a connection.
   *
   * @return what {@link #closed} has to be told; {@link #NOT_COUNTED} if it has not to be called
   */
  public long opened(@Nullable InetAddress peer) {
    if (!counting || peer == null) {
      return NOT_COUNTED;
    }
    Look look = spares.take();
    try {
      look.peer = peer;
      long key = limits.key(EVERY_CLIENT, look, look.hash);
      Answer answer = limits.take(EVERY_CLIENT, key, 0, look.taken);
      return answer == Answer.TAKEN ? look.taken.place() : NOT_COUNTED;
    } finally {
      look.peer = null;
      spares.give(look);
    }
  }

  /**
   * A counted connection is closed; told once.
   *
   * @param ticket that {@link #opened} has returned
   */
  public void closed(long ticket) {
    if (ticket != NOT_COUNTED) {
      limits.ongoing().giveBackOne(ticket);
    }
  }

  /** How many connections a client has open that were counted. */
  public long of(InetAddress peer) {
    if (!counting) {
      return 0;
    }
    Look look = spares.take();
    try {
      look.peer = peer;
      return limits.ongoing(limits.key(EVERY_CLIENT, look, look.hash));
    } finally {
      look.peer = null;
      spares.give(look);
    }
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
