package dev.drop444.undertow;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The response channel of an exchange whose answer was replaced by a bare one: a head, and no body
 * whatever is written.
 */
final class EmptyBodySink extends DiscardingSink {

  private final StreamSinkConduit head;
  private boolean ended;

  /**
   * Prepares.
   *
   * @param next what writes a head that announces no body, and ends the response
   * @param head what writes the head alone: for {@code next}, a response of length 0 is over once
   *     it is flushed, and what the application writes later would fail
   */
  EmptyBodySink(HttpServerExchange exchange, StreamSinkConduit next, StreamSinkConduit head) {
    super(exchange, next);
    this.head = head;
  }

  @Override
  void accept() {
    // Anything, at any time.
  }

  @Override
  public boolean flush() throws IOException {
    return ended ? next.flush() : head.flush();
  }

  @Override
  public void terminateWrites() throws IOException {
    ended = true;
    next.terminateWrites();
  }
}
