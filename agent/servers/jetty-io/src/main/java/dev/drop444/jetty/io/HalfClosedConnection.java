package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Closing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that got its FIN and is now drained: what the client still sends is read and thrown
 * away until its own FIN, within the bounds of {@link Closing}. Then the exchange ends, and with it
 * the connection.
 *
 * <p>Reads the bytes of the socket, not those of the request: no body is parsed, nothing is
 * decrypted, no {@code 100 Continue} is provoked, and pipelined requests vanish with the rest.
 * Jetty itself does not read while an exchange is pending. No thread waits: Jetty's selector calls
 * {@link #succeeded} when there is something to read.
 *
 * <p>An application that is still at work may read, too. Then the drain waits for it, but not
 * beyond the deadline: {@link #await}.
 */
public final class HalfClosedConnection implements Callback {

  /** Shared by all and read by none, so it does not matter who writes into it. */
  private static final ByteBuffer WASTE = ByteBuffer.allocateDirect(16 * 1024);

  /** In place of an exchange, when the end has come. */
  private static final Runnable ENDED = HalfClosedConnection::nothing;

  private final TcpConnection tcp;
  private final Scheduler scheduler;
  private final Executor executor;

  /** What is to happen at the end: null while an application has the exchange. */
  private final AtomicReference<@Nullable Runnable> exchange = new AtomicReference<>();

  private volatile Scheduler.@Nullable Task deadline;
  private int bytesLeft = Closing.DRAIN_BYTES;

  /**
   * A drain.
   *
   * @param tcp half-closed already
   */
  public HalfClosedConnection(TcpConnection tcp, Scheduler scheduler, Executor executor) {
    this.tcp = tcp;
    this.scheduler = scheduler;
    this.executor = executor;
  }

  /** Closes the connection at the deadline, unless it was drained before. Called at most once. */
  public void await() {
    deadline =
        scheduler.schedule(this::deadlinePassed, Closing.DRAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts to drain and returns. Called once, after {@link #await} if at all.
   *
   * @param pending ends the exchange, before the connection is closed
   */
  public void drain(Runnable pending) {
    if (!exchange.compareAndSet(null, pending)) {
      pending.run();
      return;
    }
    if (deadline == null) {
      await();
    }
    read();
  }

  /**
   * Throws away what has arrived on a connection whose client has nothing more to say, so that the
   * kernel does not send RST when it is closed. Reads not more than a drain does.
   */
  public static void discardArrived(TcpConnection tcp) throws IOException {
    int left = Closing.DRAIN_BYTES;
    int read = 1;
    while (left > 0 && read > 0) {
      read = tcp.channel().read(WASTE.duplicate());
      left -= read;
    }
  }

  /** There is something to read. One call at a time, by Jetty's contract of fill interest. */
  @Override
  public void succeeded() {
    read();
  }

  /** The connection was closed by Jetty, timed out or failed. */
  @Override
  public void failed(Throwable cause) {
    end();
  }

  /** Lets the selector's thread run the callback instead of handing it to another. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  private static void nothing() {}

  private void read() {
    try {
      while (bytesLeft > 0) {
        int read = tcp.channel().read(WASTE.duplicate());
        if (read < 0) {
          break;
        }
        if (read == 0 && tcp.endPoint().tryFillInterested(this)) {
          return;
        }
        if (read == 0) {
          break;
        }
        bytesLeft -= read;
      }
    } catch (IOException gone) {
      // The client reset the connection, or the deadline closed it.
    }
    end();
  }

  /** Runs on the scheduler's only thread, which must not be kept. */
  private void deadlinePassed() {
    try {
      executor.execute(this::end);
    } catch (RejectedExecutionException stopping) {
      end();
    }
  }

  private void end() {
    Runnable pending = exchange.getAndSet(ENDED);
    if (pending == ENDED) {
      return;
    }
    Scheduler.Task late = deadline;
    if (late != null) {
      late.cancel();
    }
    try {
      if (pending != null) {
        pending.run();
      }
    } finally {
      // Mostly done by Jetty; not for an exchange that failed before it was dispatched.
      tcp.close();
    }
  }
}
