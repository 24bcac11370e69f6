package dev.drop444.undertow;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;

/**
 * The end of an HTTP/2 exchange that no handler saw. Without it Undertow would count the request as
 * active for ever. Completion listeners see status 444.
 *
 * <p>{@code endExchange()} would not do: it tries to respond, and for a request that expects 100 it
 * resets the stream a second time.
 */
final class ExchangeEnd implements Runnable {

  private final HttpServerExchange exchange;

  ExchangeEnd(HttpServerExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void run() {
    exchange.setStatusCode(ServerStatus.DROPPED);
    Connectors.terminateRequest(exchange);
    Connectors.terminateResponse(exchange);
  }
}
