package dev.drop444.engine.connection;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An open connection, and where it stands: one word, changed by compare-and-set, that holds a phase
 * and the moment at which it began. Thread-safe; telling it something allocates nothing and takes
 * no lock, except that {@link #closed} takes the entry out of its table, once.
 */
public final class TrackedConnection implements ConnectionWatch {

  // Phases, in the lowest bits of the word.

  /** Nothing of a request has come; since accept. */
  static final int OPENED = 0;

  /** Part of a head has come; since its first byte, or since accept. */
  static final int READING = 1;

  /** A head was complete: the request is served, or the connection is idle. */
  static final int SERVED = 2;

  /** Spoken is HTTP/2 or something that is not HTTP: slow is nothing here. */
  static final int FREE = 3;

  /** We have ended it, or have told the server to; the server still has to close it. */
  static final int ENDED = 4;

  /** It is gone, and it was not us. */
  static final int CLOSED = 5;

  /** It is gone after we have ended it. */
  static final int ENDED_AND_CLOSED = 6;

  private static final int PHASE_BITS = 3;
  private static final int PHASE_MASK = (1 << PHASE_BITS) - 1;
  private static final VarHandle WORD = word();

  private final OpenConnections table;
  private final OpenConnection connection;
  private final Supplier<Judge> judges;
  private final @Nullable InetAddress peer;
  private final boolean counted;

  /** Which rules would have ended it, as bits. Of the sweep only. */
  private int noted;

  @SuppressWarnings("UnusedVariable") // read and written through WORD
  private volatile long word;

  /**
   * An entry.
   *
   * @param judges gives the judge in force
   * @param counted whether its peer's connections are counted
   */
  TrackedConnection(
      OpenConnections table,
      OpenConnection connection,
      Supplier<Judge> judges,
      @Nullable InetAddress peer,
      boolean counted,
      long now) {
    this.table = table;
    this.connection = connection;
    this.judges = judges;
    this.peer = peer;
    this.counted = counted;
    this.word = word(OPENED, now);
  }

  private static VarHandle word() {
    try {
      return MethodHandles.lookup().findVarHandle(TrackedConnection.class, "word", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }

  private static long word(int phase, long nanos) {
    return nanos << PHASE_BITS | phase;
  }

  static int phase(long word) {
    return (int) word & PHASE_MASK;
  }

  private static long since(long word) {
    return word >>> PHASE_BITS;
  }

  /** What was made of a request's connection when it was opened; null if nothing was. */
  public static @Nullable TrackedConnection of(RequestHead head) {
    ConnectionWatch watch = head.connection();
    return watch instanceof TrackedConnection ? (TrackedConnection) watch : null;
  }

  /** The address at the other end; null where there is none (Unix sockets). */
  public @Nullable InetAddress peer() {
    return peer;
  }

  /** The port at which it arrived, 0 if unknown. */
  public int localPort() {
    return connection.localPort();
  }

  /** Who says now what becomes of it. */
  Judge judge() {
    return judges.get();
  }

  @Override
  public void headIncomplete() {
    long seen = word;
    if (phase(seen) == OPENED) {
      WORD.compareAndSet(this, seen, word(READING, since(seen)));
    } else if (phase(seen) == SERVED) {
      WORD.compareAndSet(this, seen, word(READING, table.headTime()));
    }
  }

  /**
   * A request of it has come to the request gate.
   *
   * @return false if the connection was ended before, and the request must not be served
   */
  public boolean headComplete(Protocol protocol) {
    int next = protocol == Protocol.HTTP_2 ? FREE : SERVED;
    while (true) {
      long seen = word;
      int phase = phase(seen);
      if (phase >= FREE || phase == next) {
        return !isEnd(phase);
      }
      if (WORD.compareAndSet(this, seen, word(next, 0))) {
        return true;
      }
    }
  }

  @Override
  public void upgraded() {
    moveTo(FREE);
  }

  /** The server is about to end it, because it was told to: the sweep leaves it to the server. */
  public void dropped() {
    moveTo(ENDED);
  }

  @Override
  public void closed() {
    while (true) {
      long seen = word;
      if (isOver(seen)) {
        return;
      }
      int end = phase(seen) == ENDED ? ENDED_AND_CLOSED : CLOSED;
      if (WORD.compareAndSet(this, seen, word(end, 0))) {
        table.remove(this, counted);
        return;
      }
    }
  }

  private static boolean isOver(long word) {
    return phase(word) >= CLOSED;
  }

  /** Phases only go on, once HTTP/1 is over. */
  private boolean moveTo(int phase) {
    while (true) {
      long seen = word;
      if (phase(seen) >= phase) {
        return false;
      }
      if (WORD.compareAndSet(this, seen, word(phase, 0))) {
        return true;
      }
    }
  }

  /** Whether we have ended it, so that what becomes of its requests is not the application's. */
  public boolean isEnded() {
    return isEnd(phase(word));
  }

  private static boolean isEnd(int phase) {
    return phase == ENDED || phase == ENDED_AND_CLOSED;
  }

  boolean isClosed() {
    return isOver(word);
  }

  /** Whether the server has closed it without telling. */
  boolean isForgotten() {
    return !connection.isOpen();
  }

  /** The head that is still to come, if it has taken so long; null otherwise. */
  @Nullable PendingHead headAfter(long nanos, long now) {
    long seen = word;
    long waited = now - since(seen);
    return phase(seen) <= READING && waited >= nanos ? new PendingHead(this, seen, waited) : null;
  }

  /** Ends it, if nothing has happened since it was seen. */
  boolean end(long seen, Closing how) {
    boolean ours = WORD.compareAndSet(this, seen, word(ENDED, 0));
    if (ours) {
      connection.end(how);
    }
    return ours;
  }

  /** Ends it for a request that is being served in a version of HTTP. */
  boolean endServing(boolean http2, Closing how) {
    long seen = word;
    return phase(seen) == (http2 ? FREE : SERVED) && end(seen, how);
  }

  /**
   * Ends it, whatever it is doing.
   *
   * @return whether it was ended by this call
   */
  public boolean end(Closing how) {
    boolean ours = moveTo(ENDED);
    if (ours) {
      connection.end(how);
    }
    return ours;
  }

  /**
   * Takes note that a rule would have ended it. Of the sweep only.
   *
   * @param rule its place among the rules
   * @return whether that is new
   */
  public boolean note(int rule) {
    int bit = 1 << rule;
    boolean fresh = (noted & bit) == 0;
    noted |= bit;
    return fresh;
  }
}
