package dev.drop444.jetty;

import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.jetty.io.JettyConnection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the engine how the body of one request comes in, and when the request is over. Stands in
 * front of Jetty's stream, by Jetty's own means, and so is seen by no application; there is none
 * for requests that nobody watches. What Jetty reads in order to throw it away is not told.
 */
final class WatchedStream extends HttpStream.Wrapper {

  private final RequestWatch watch;
  private final @Nullable JettyConnection connection;

  /**
   * A stream in place of another.
   *
   * @param next Jetty's
   * @param connection that ends the request if nothing else does; null if it is not known
   */
  WatchedStream(HttpStream next, RequestWatch watch, @Nullable JettyConnection connection) {
    super(next);
    this.watch = watch;
    this.connection = connection;
  }

  /** From whatever is there; Jetty leaves the rest in the socket, or in a queue of frames. */
  @Override
  public Content.@Nullable Chunk read() {
    Content.Chunk chunk = super.read();
    if (chunk != null && chunk.hasRemaining()) {
      watch.bodyArrived(chunk.remaining());
    }
    return chunk;
  }

  /** Nothing was there: a thread will wait for more, or the application wants to be called. */
  @Override
  public void demand() {
    watch.bodyAwaited();
    super.demand();
  }

  @Override
  public void succeeded() {
    completed();
    super.succeeded();
  }

  @Override
  public void failed(Throwable cause) {
    completed();
    super.failed(cause);
  }

  private void completed() {
    if (connection != null) {
      connection.remove(watch);
    }
    watch.completed();
  }
}
