package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Closing;
import dev.drop444.jetty.io.HalfClosedConnection;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What an application that was dispatched goes on with when its response is dropped: what is
 * written goes nowhere and succeeds, for as long as a dropped connection is drained at most. Then
 * it fails as it does when the client has gone, or an application that never stops writing would
 * never learn of it. Thread-safe.
 */
final class DroppedExchange {

  private final @Nullable HalfClosedConnection halfClosed;
  private final long since = System.nanoTime();

  /**
   * An exchange.
   *
   * @param halfClosed drained when the application is done; null if there is nothing to drain
   */
  DroppedExchange(@Nullable HalfClosedConnection halfClosed) {
    this.halfClosed = halfClosed;
  }

  @Nullable HalfClosedConnection halfClosed() {
    return halfClosed;
  }

  /** In place of sending. */
  void swallow(@Nullable ByteBuffer content, Callback callback) {
    if (System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(Closing.DRAIN_MILLIS)) {
      callback.failed(new EofException("dropped"));
      return;
    }
    if (content != null) {
      content.position(content.limit());
    }
    callback.succeeded();
  }
}
