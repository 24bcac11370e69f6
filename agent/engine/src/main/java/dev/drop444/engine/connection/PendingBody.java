package dev.drop444.engine.connection;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.RequestWatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A request body that a rule wants to come at a certain rate: how much has come, and how long the
 * server has waited for the client. Thread-safe; what is told allocates nothing and takes no lock.
 */
public final class PendingBody implements RequestWatch {

  private static final long NOT_WAITING = -1;
  private static final VarHandle BYTES = field("bytes");
  private static final VarHandle WAITED = field("waited");
  private static final VarHandle WAITING_SINCE = field("waitingSince");

  private final OpenConnections table;
  private final TrackedConnection connection;
  private final String rule;
  private final boolean http2;
  private final @Nullable RequestWatch next;

  @SuppressWarnings("UnusedVariable") // written through BYTES
  private volatile long bytes;

  /** In waits that are over, in nanoseconds. */
  @SuppressWarnings("UnusedVariable") // written through WAITED
  private volatile long waited;

  private volatile long waitingSince = NOT_WAITING;

  /**
   * A body of which nothing has come.
   *
   * @param rule its name
   * @param next who else wants to hear of the request
   */
  PendingBody(
      OpenConnections table,
      TrackedConnection connection,
      String rule,
      boolean http2,
      @Nullable RequestWatch next) {
    this.table = table;
    this.connection = connection;
    this.rule = rule;
    this.http2 = http2;
    this.next = next;
  }

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(PendingBody.class, name, long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }

  @Override
  public void bodyAwaited() {
    if (waitingSince == NOT_WAITING) {
      WAITING_SINCE.compareAndSet(this, NOT_WAITING, table.bodyTime());
    }
    if (next != null) {
      next.bodyAwaited();
    }
  }

  @Override
  public void bodyArrived(long more) {
    // In this order: who reads meanwhile finds too many bytes or too little time, never the
    // reverse.
    BYTES.getAndAdd(this, more);
    long since = (long) WAITING_SINCE.getAndSet(this, NOT_WAITING);
    if (since != NOT_WAITING) {
      WAITED.getAndAdd(this, table.bodyTime() - since);
    }
    if (next != null) {
      next.bodyArrived(more);
    }
  }

  @Override
  public void completed() {
    forget();
    if (next != null) {
      next.completed();
    }
  }

  public TrackedConnection connection() {
    return connection;
  }

  /** The name of the rule that wants it watched. */
  public String rule() {
    return rule;
  }

  public boolean isHttp2() {
    return http2;
  }

  /** How long the server has waited for it until now; to be asked before {@link #bytes}. */
  public long waitedNanos() {
    // In this order: a wait that ends in between is missed, and not counted twice.
    long over = waited;
    long since = waitingSince;
    return since == NOT_WAITING ? over : over + Math.max(0, table.bodyTime() - since);
  }

  /** How much of it has come. */
  public long bytes() {
    return bytes;
  }

  /** Is no longer judged. */
  public void forget() {
    table.remove(this);
  }

  /**
   * Ends the connection for it, unless it no longer speaks what it spoke.
   *
   * @return whether it was ended by this call
   */
  public boolean end(Closing how) {
    return connection.endServing(http2, how);
  }
}
